# What is kept of a guest, and how he deletes it.
kept-nothing = Your photo and result are not kept.
kept-until = Kept on this machine until { $day }, then deleted by itself.
kept-erasing = Being deleted …
kept-erased = Your photo and result are deleted from this machine. What you still see goes when you leave.
kept-erased-told = Your photo and result are deleted.
kept-erase = Delete now
kept-erase-ask = Delete your photo and result?
kept-erase-detail = They are erased from this machine at once and for good. This cannot be undone.
kept-erase-yes = Delete
kept-erase-no = Keep them
