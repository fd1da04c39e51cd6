# The command line.
cli-usage = Usage:
cli-options = Options
cli-arguments = Arguments
cli-commands = Commands
cli-examples = Examples
cli-about = Which of five face types are you? Alpha, Beta, Gamma, Delta or Omega: for fun, and all on this computer. Without a command the window opens.
cli-help = Show this help.
cli-version = Show the version.
cli-language = Language of texts and help: ko or en.
cli-kiosk = Take the whole screen, as an unattended event kiosk.
cli-camera = Which camera: its name, or replay:PATH for a video file or a folder of pictures.
cli-error = Error: { $message }
cli-option-unknown = There is no option { $option }.
cli-command-unknown = There is no command { $command }.
cli-argument-missing = { $name } is missing.
cli-value-wrong = { $name } does not accept this value. { $reason }
cli-usage-wrong = The command cannot be understood: { $reason }
cli-usage-hint = "{ $command } --help" shows what is possible.
cli-aborted = Stopped. What was finished before stays.
cli-window-missing = The window needs the graphical part of the program (PySide6), which is not installed.
    .hint = Install it with "sh installer/setup.sh", or use the commands: "alphamale --help".

cli-analyse = Say which face type the photos show.
cli-analyse-about = Judges photos one by one: first whether a well-framed face is there, then the type. An accepted result is stored with its photo on this computer unless --no-store is given or the birth date says younger than 14.
cli-analyse-paths = Photos, or folders of photos.
cli-analyse-json = Print one JSON object a line, in input order, and nothing else.
cli-analyse-card = Save the share card as this .png or .jpg file; for several photos a folder.
cli-analyse-card-format = The card's size: story (1080x1920) or post (1080x1350).
cli-analyse-mbti = MBTI type, such as ESTJ.
cli-analyse-birth = Birth date as YYYY-MM-DD.
cli-analyse-salary = Yearly salary in units of 10,000 won.
cli-analyse-store = Store the result and its photo on this computer (the default), or keep nothing.
cli-analyse-upload = The person agrees that photo and result go to the organiser's bucket, where one is set.
cli-upload-needs-store = --upload needs --store: only what is kept here can be delivered.
cli-analyse-device = Where the models run.
cli-analyse-seed = Draw the same celebrities each time.
cli-analyse-progress = Photos
cli-card-needs-folder = Several photos need a folder for their cards, not one file.
cli-profile-needs-both = --mbti and --birth go together.
cli-salary-needs-profile = --salary needs --mbti and --birth.

cli-result-type = { $type }, { $title }
cli-result-score = Score
cli-result-part = Part
cli-result-part-type = Type
cli-result-weight = Weight
cli-result-points = Points
cli-result-spread = How sure
cli-result-celebrities = Also { $type }
cli-result-drove = What decided: { $part }
cli-result-stored = Stored on this computer until { $until }, as { $visit }.
cli-result-not-stored-age = Not stored: guests under 14 leave nothing behind.
cli-result-card = Card saved: { $file }
cli-result-duration = { $ms } ms

cli-catalog = The celebrity catalog.
cli-catalog-list = List the celebrities by survey rank.
cli-catalog-type = Only this type.
cli-catalog-rank = Rank
cli-catalog-name = Name
cli-catalog-english = English name
cli-json = Print JSON, one object a line.

cli-history = List the stored results, newest first.
cli-history-limit = How many at most.
cli-history-since = From this day on (YYYY-MM-DD).
cli-history-until = Up to and with this day (YYYY-MM-DD).
cli-history-empty = No results are stored.
cli-history-time = Time
cli-history-visit = Visit

cli-db = The database.
cli-db-upgrade = Bring the database to this version's form and fill the catalog.
cli-db-upgraded = The database is up to date: { $database }
cli-db-revision = Print the form of the database that this version writes.
cli-db-downgrade = Take the database back to an older version's form, before that version is used again.
cli-db-downgraded = The database has the form { $revision } again: { $database }
cli-db-backup = A copy as it was before: { $file }

cli-settings = The settings around an update.
cli-settings-back = Put the settings from before this version in place, before the older version is used again.
cli-settings-back-done = The settings are those from before this version again; the present ones are kept.
cli-settings-forward = Take this version's settings back after the older version was used.
cli-settings-forward-done = The settings are this version's again; the present ones are kept.
cli-settings-nothing = There are no such settings; nothing was changed.

cli-open = Open the window with a photo already chosen.


cli-train = Train the models on your own photos; docs/training-data.md describes the manifests.
cli-train-gate = Train model 1: is a well-framed face there?
cli-train-typer = Train the type model: three face parts, and the type of each.
cli-train-faces = CSV with photos and their face boxes; may be given several times.
cli-train-nonfaces = Folder of photos without a human face; may be given several times.
cli-train-manifest = CSV with rated faces and their part boxes.
cli-train-out = Folder for checkpoints, log, curves and the finished weights.
cli-train-trunk = Weights of the face trunk to start from (.safetensors).
cli-train-steps = How many steps.
cli-train-seed = Where the random numbers begin; the same seed gives the same run.
cli-train-version = What the finished weights call themselves.
cli-train-resume = Go on from the checkpoint in --out.
cli-train-loss = loss { $loss }
cli-train-done = Trained: { $file }. Log and curves: { $log }

cli-train-saliency = Show which pixels of a face drove its score: orange raised it, blue lowered it.
cli-train-saliency-photo = The photo.
cli-train-saliency-out = The picture to write (.png or .jpg). It shows the face: treat it like the photo.
cli-train-saliency-done = Picture: { $file }

cli-evaluate = Measure the models on a manifest and write a report (HTML and JSON).
cli-evaluate-manifest = The manifest that training reads; its "val" lines are measured.
cli-evaluate-out = Folder for the report.
cli-evaluate-nonfaces = Folder of photos without a human face, for false alarms.
cli-evaluate-split = Which lines of the manifest: train, val, or empty for all.
cli-evaluate-framing = From N of the portraits, also make photos that are too dark, too small, turned and so on, and measure how they are judged.
cli-evaluate-done = Report: { $file }

cli-privacy = What is held about a guest: hand it over, or delete it.
cli-privacy-export = Write everything held about one visit, data and photo, as a ZIP file or a folder. VISIT is its id, or the link to its card.
cli-privacy-to = Where to; a name that ends in .zip, otherwise a new folder.
cli-privacy-exported = Everything held about this visit is in { $file }.
cli-privacy-erase = Delete one visit for good: rows, photo, links, and what was uploaded of it. VISIT is its id, or the link to its card that the guest shows.
cli-privacy-yes = Do not ask.
cli-privacy-erase-ask = Delete the visit of { $time } for good?
cli-privacy-erased = Deleted: { $visit }
cli-privacy-purge = Delete now what is over, as the window does daily.
cli-privacy-purged = Deleted: { $visits } visits, { $orphans } photos without a visit, { $leftovers } half-written files.

doctor-encryption = Encryption
doctor-encryption-off = Photos and entries are not encrypted (setting storage.encrypt); only their owner may read the files.
doctor-encryption-fine = Photos and entries are encrypted; the key is apart from them.
doctor-encryption-new = Photos and entries will be encrypted; the key is made with the first guest.
doctor-encryption-file = Photos and entries are encrypted, but the key lies in a file of this computer: { $file }
    .hint = This protects copies of the data folder, not a stolen disk. Use a keyring, or set ALPHAMALE_STORAGE_KEY.

cli-privacy-encrypt = Encrypt now what was kept before encryption was switched on.
cli-privacy-encrypted = Encrypted: the entries of { $visits } visits, and { $photos } photos.
cli-privacy-encrypt-off = Encryption is switched off; nothing was changed.
    .hint = Set storage.encrypt to true in the settings first.
