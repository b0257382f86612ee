"""What two wordings of one measure say differently: what only one of them says, and what was turned round."""
