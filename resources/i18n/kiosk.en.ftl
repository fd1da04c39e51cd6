# What the kiosk, the operator's area and the settings say.
kiosk-asking = Are you still there?
kiosk-still-there = In { $seconds } s we go back to the first page and erase your photo and entries.
kiosk-stay = Yes, I am here
kiosk-leave = I am done

order-heading = Taking a short break
order-text = We will be back soon. Please come again in a moment.
order-code = Code
order-checking = Checking by itself.

operator-heading = Operator
operator-pin-enter = Enter the PIN
operator-pin-first = Choose a new PIN
operator-pin-repeat = Enter it once more
operator-pin-change = Enter the present PIN
operator-pin-wrong = That is not the PIN.
operator-pin-locked = Please try again in a moment.
operator-pin-differs = The two PINs differ. Please choose anew.
operator-pin-wait = You can try again in { $seconds } s.
operator-pin-rule = { $shortest } to { $longest } digits, not all the same.
operator-pin-digits = Digits entered
operator-done = Done
operator-close = Close
operator-ok = OK
operator-back = Delete a digit
operator-pin = PIN
    .detail = 4 to 12 digits; every operator of this kiosk needs it.
operator-exit = Exit the kiosk
operator-exit-sure = Exit the kiosk?
operator-exit-text = The guests' pages close, and the computer's desktop comes back.
operator-restart = Restart
    .detail = Takes a few seconds; guests see the first page again.
operator-restart-wanted = What was changed applies after a restart.
operator-change-pin = Change the PIN

settings-heading = Settings
settings-language = First language
    .detail = A new guest starts with this one.
settings-language-system = Automatic
settings-text = Size of letters
settings-contrast = High contrast
    .detail = Brighter letters and lines.
settings-motion = Motion
    .detail = Off makes the pages quiet.
settings-event-name = Name of the event
    .detail = Shown on the first page and on the result card.
settings-event-none = None
settings-retention = Kept for
    .detail = Only what guests agreed to is kept, and erased after this time.
settings-retention-value = { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
settings-camera-which = Which camera
settings-camera-test = Show the live picture
settings-camera-test-end = Hide the picture
settings-auto = Automatic shutter
    .detail = After 1.5 seconds of good framing it counts to three by itself.
settings-guests = Guests
settings-retakes = Retakes
settings-idle = Patience
    .detail = Without any input for so long, guests are asked whether they are still there.
settings-idle-value = { $seconds } s
settings-device = Processor
    .detail = Automatic takes the fastest that is there.
settings-device-auto = Automatic
settings-device-cpu = CPU
settings-device-cuda = CUDA
settings-printer = Printer
settings-printer-ready = Connected.
settings-printer-none = No printer is connected.
settings-health = Health
settings-examine = Check now
settings-examining = Checking…
settings-restart = Applies from the next start.
settings-less = Less
settings-more = More
