# The section about the event's logo.
section-logo = Event logo
logo-title = The event's own picture
    .detail = Stands on the first page and on every card. Best with a transparent ground.
logo-none = There is none.
logo-choose = Choose a picture
logo-remove = Remove the logo
logo-hint = PNG, JPEG or WebP. Plug in a USB stick and look again.
logo-nothing = No picture is plugged in.
logo-pictures = Pictures
