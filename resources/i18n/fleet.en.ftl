# The fleet at a glance.
section-fleet = Fleet
fleet-asking = Asking how the kiosks are…
fleet-nobody = No kiosk has reported yet.
fleet-state-fine = In order
fleet-state-trouble = Needs a look
fleet-state-away = Away
fleet-seen = Seen { $seconds } s ago
fleet-seen-long = Last seen { $minutes } min ago
fleet-fact-visits = { $count ->
        [one] { $count } guest today
       *[other] { $count } guests today
    }
fleet-fact-queue = { $count } in the queue
fleet-fact-parcels = { $count } to upload
fleet-fact-media = { $count } sheets left
fleet-fact-disk = { $gb } GB free
fleet-fact-version = version { $version }
fleet-camera-trouble = The camera gives no picture.
fleet-printer-low = The printer's paper runs low.
fleet-printer-empty = The printer is out of paper.
fleet-printer-held = The printer does not work; guests are not offered it.
