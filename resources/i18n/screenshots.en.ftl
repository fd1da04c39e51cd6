# The command that takes pictures of every page.
cli-screenshots = Take a picture of every page, at three sizes and in both languages.
cli-screenshots-photo = A photo for the guest in the pictures; without it, a drawn person.
cli-screenshots-size = Only this size; may be given again.
cli-screenshots-in = Only in this language; may be given again.
cli-screenshots-done = { $count } pictures are in { $folder }.
cli-screenshots-letters = Size of letters in per cent, 100 to 200; may be given again.
cli-screenshots-pages = Only pictures of that name, such as "kiosk-*".
