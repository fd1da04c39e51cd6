# The operator's view of the delivery to the organiser's bucket.
section-sync = Delivery
sync-state = Delivery to the bucket
sync-word-fine = Everything has arrived
sync-word-waiting = On its way
sync-word-failing = Tries again by itself
sync-word-dead = Some objects were given up
sync-word-stopped = Stopped: needs you
sync-counts = { $waiting } waiting, { $sent } arrived, { $erasing } to be deleted there, { $dead } given up
sync-last = Last arrival: { $time }
sync-never = Nothing has arrived yet.
sync-clock = This computer's clock differs by { $minutes } minutes. Set it, or let the system set it over the network.
sync-resume = Resume the delivery
sync-retry = Try everything again now
