# The organiser's sections: catalog and survey.
section-catalog = Celebrities
section-survey = Survey
organiser-all = All { $count }
organiser-empty = Nobody is here yet.
organiser-list = Celebrities
organiser-card = { $name }, { $type }, rank { $rank }
organiser-rank = Rank { $rank }
organiser-pictures = { $count ->
    [0] no picture
    [one] 1 picture
   *[other] { $count } pictures
 }
organiser-score = score { $score }
organiser-name = Name
organiser-type = Type
organiser-remove = Remove
organiser-remove-ask = Remove this person and all pictures?
organiser-remove-no = Keep
organiser-removed = { $name } was removed.
organiser-close = Close
organiser-import = Bring in pictures
organiser-import-choose = Where from?
organiser-import-hint = Folders named after the types or the people, a CSV, or a ZIP. Plug in a USB stick and look again.
organiser-import-none = Nothing is plugged in.
organiser-look-again = Look again
organiser-folder = Choose a folder
organiser-import-looking = Looking through
organiser-import-storing = Storing
organiser-import-stop = Stop
organiser-import-nothing = Nothing would change.
organiser-import-summary = { $newcomers } new people, { $changed } changed, { $pictures } new pictures; { $duplicates } duplicates are left out.
organiser-import-faults = Cannot be used and is left out:
organiser-import-more = ... and { $count } more.
organiser-import-do = Bring in
organiser-imported = The catalog was changed.
organiser-people = { $count } people
organiser-bar = { $rank }. { $name }, { $type }
organiser-original = As in the original
organiser-even = Even
organiser-keep = Use for the catalog
organiser-open-answers = Open answers
organiser-answers-choose = Which answers?
organiser-answers-hint = A CSV as Google Forms exports it. Plug in a USB stick and look again.
organiser-answers-none = There is no CSV on any drive.
organiser-file = Choose a file
organiser-show-catalog = Back to the catalog
organiser-ranking = Ranking
organiser-pie = The five types
organiser-survey-catalog = { $people } people of the catalog. Point at a slice or a bar.
organiser-survey-file = { $respondents } respondents, { $people } people, { $percent } % answered. Agreement: split-half { $split }, Krippendorff's alpha { $alpha }. Wrong rows left out: { $wrong }.
organiser-survey-kept = The catalog has these ranks and types now.
organiser-csv = Tables
