/* As the outputs' safe text: a note cannot turn the direction of what stands after it. */

export const upright = (text) => text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
