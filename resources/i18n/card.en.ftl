# Labels of the share card. Names of types and parts, and the for-fun note, are in the domain catalog.
card-masthead = ALPHA MALE
card-score = Score
card-score-of = / 100
card-part-weight = { $weight }%
card-part-points = { $points } / { $weight }
card-spread = Odds by type
card-percent = { $percent }%
card-celebrities = Fellow { $type } faces
card-tagline = The face type test
