# The check before an event.
section-check = Check
check-about = Everything a kiosk needs, looked at once. Run it on the day, with camera, screen and printer connected.
check-run = Check now
check-running = Checking…
check-summary = { $failed } failed, { $warnings ->
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }, { $ok } fine.
check-verdict-ok = OK
check-verdict-warning = Warning
check-verdict-failed = Failed
