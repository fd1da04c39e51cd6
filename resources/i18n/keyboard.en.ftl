# The kiosk's own keyboard.
keyboard-shift = Shift
keyboard-backspace = Delete
keyboard-language = Korean or English letters
keyboard-symbols = Symbols
keyboard-space = Space
keyboard-done = Done
