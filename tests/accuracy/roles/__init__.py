"""The roles on labelled reports: what they are fitted on, how, and how well they hold on reports held out."""
