# The sentences of the screens.
app-title = Alpha Male
splash-line = Five face types. Which is yours?
notice-close = Close

main-prompt = Show us your face.
main-promise = One photo is all it takes. Which of the five types are you?
main-camera = Camera
main-album = Album
main-open = Open a photo
main-paste = Paste
main-drop = Drop a photo here
main-drop-release = Let go to begin
main-busy = Reading your photo…
main-recent = Recent photos
main-history = History
main-settings = Settings
main-language = Language
main-language-ko = 한국어
main-language-en = English
main-retention = Your photo is analysed on this machine only. It is kept only if you agree, and erased after { $days } days.
kiosk-start = Touch to begin
kiosk-step-photo = We take a photo,
kiosk-step-form = you tell us three things,
kiosk-step-result = and we name your type

quote-face = The face is a picture of the mind.
    .by = Cicero
quote-know = Know thyself.
    .by = Maxim of Delphi
quote-beauty = Beauty is in the eye of the beholder.
    .by = Margaret Wolfe Hungerford

back = Back
home = Home
dialog-pictures = Pictures

form-heading = About you
form-intro = While we get ready, tell us a few things.
form-photo = Your photo
form-photo-change = Another photo
form-mbti = MBTI
form-birth = Date of birth
form-birth-chosen = { $day } { $month ->
         [1] January
         [2] February
         [3] March
         [4] April
         [5] May
         [6] June
         [7] July
         [8] August
         [9] September
         [10] October
         [11] November
        *[12] December
    } { $year }
form-birth-empty = Turn the wheels below
form-year = Year
form-month = Month
form-day = Day
form-salary = Yearly salary
form-salary-optional = Optional
form-salary-chosen = ₩{ $won }
form-salary-unit = × ₩10,000
form-salary-enter = Enter salary
form-salary-privacy = If you agree to storage, only a range is kept, never the amount.
form-keypad-clear = Clear all
form-keypad-back = Delete one digit
form-keypad-done = Done
form-consent = Consent
form-under-age = You are under 14: we show your result, and keep or send nothing.
form-analyse = Analyse
form-missing-mbti-birth-date-analysis-consent = Please choose your MBTI and date of birth, and agree to the analysis.
form-missing-mbti-birth-date = Please choose your MBTI and date of birth.
form-missing-mbti-analysis-consent = Please choose your MBTI and agree to the analysis.
form-missing-birth-date-analysis-consent = Please choose your date of birth and agree to the analysis.
form-missing-mbti = Please choose your MBTI.
form-missing-birth-date = Please choose your date of birth.
form-missing-analysis-consent = Please agree to the analysis of your photo.

consent-analysis = Analyse my photo on this machine. (required)
    .detail = It never leaves for the internet, and is gone after the analysis.
consent-storage = Keep my photo and result on this machine.
    .fleet = Keep my photo on this machine, and my result and entries on the event's machines.
    .detail = Erased by itself after { $days } days, or at once when you ask.
consent-upload = Send what is kept to the event's server.
    .detail = Only the organiser sees it; erased after { $days } days.
    .linked = The organiser sees it, and whoever gets the link of your card; erased after { $days } days.
consent-promotion = My photo may be used to promote the event.
    .detail = Your result is the same without it.

analysing-heading = Analysing…
analysing-cancel = Cancel
analysing-step-models = Waking the models
analysing-step-decode = Unfolding your photo
analysing-step-gate = Looking for your face
analysing-step-typer = Reading three parts of your face
analysing-step-score = Counting points
analysing-progress = Progress

unusable-heading = Please choose a photo framed like{"\u00A0"}this.
unusable-heading-beside = Please choose a photo framed like the one on the left.
unusable-good = Like this
unusable-yours = Your photo
unusable-retake = Take another
unusable-choose = Choose another photo
unusable-kept = What you entered is still there.

result-heading = Your type
result-save = Save
result-share = Share
result-print = Print
result-photo = Your photo
result-photo-boxes = Press to see the three parts
result-score-card = Score card
result-score = Total
result-weight = / { $points }
result-driving-whole = Your whole face made the difference.
result-driving-upper = Your T-zone made the difference.
result-driving-lower = Your lower face made the difference.
result-spread = Likelihood
result-sure = { $percent }% sure
result-stars = Four of your kind
result-star-previous = Previous person
result-star-next = Next person
result-saved = Saved: { $file }
result-saved-where = Folder: { $folder }
result-copied = The card is copied. Paste it wherever you like.
result-busy = Making your card…
share-heading = Share your result
share-copy = Copy picture
share-save = Save as a file
share-reveal = Show in folder
share-close = Close
print-none = No printer is set up.
    .hint = Connect a printer, or save the card and print it later.
print-sent = Sent to the printer.
print-refused = The printer did not take it.
    .hint = Check its power and paper.
