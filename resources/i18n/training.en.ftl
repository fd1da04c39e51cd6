# Training on an organiser's own photos: the command line's words.
cli-label = Propose the three part boxes of new photos with the shipped models, as a manifest for training.
cli-label-folder = Folder of photos; its subfolders are searched too.
cli-label-out = Folder for the manifest, the list of refused files and the previews. The previews are copies of the photos.
cli-label-scores = CSV with the columns file and score (or type): what your survey said about each photo.
cli-label-done =
    { $faces ->
        [one] One photo has boxes
       *[other] { $faces } photos have boxes
    }, { $refused ->
        [0] no file was refused
        [one] one file was refused
       *[other] { $refused } files were refused
    }. Check them in { $page }, correct them in { $manifest }.
cli-label-more = … and { $count } more, listed in refused.csv.
cli-coco-export = Write a manifest's boxes as COCO JSON, for programs that draw boxes.
cli-coco-import = Make a manifest from COCO JSON with the categories whole, upper and lower.
cli-coco-json = COCO file with boxes of face parts.
cli-coco-json-out = COCO file to write.
cli-coco-manifest-out = CSV to write.
cli-coco-pictures = Folder that the COCO file's picture names are relative to; the file's own folder unless told.
cli-coco-done =
    { $faces ->
        [one] One face
       *[other] { $faces } faces
    } written to { $file }.
refused-not-a-picture = This file is not a picture.
refused-file-unreadable = This file may not be read.
refused-picture-broken = This picture is damaged or ends too early.
refused-picture-too-large = This picture has too many pixels.
refused-file-too-large = This file is too large.
refused-picture-too-small = This picture has too few pixels.
refused-no-photo = The survey names this photo, but it is not in the folder.
refused-part-missing = The picture does not have a box for each of the three parts.
refused-part-twice = A part has two boxes in this picture.
refused-box-wrong = A box or the picture's size is not valid.
cli-train-init = A finished type model (.safetensors) to go on from. Learning ends when held-out faces gain nothing more.
cli-train-init-and-trunk = Give either --init or --trunk: a finished model brings its own trunk.
