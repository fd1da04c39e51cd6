# The sections of the operator's area and of the settings.
section-list = List
section-event = Event
section-display = Display
section-camera = Camera
section-computer = Computer
section-kiosk = Kiosk
section-status-ok = All is well
section-status-warning = Needs a look
section-status-failed = Does not work
