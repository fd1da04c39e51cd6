error-engine-unusable = The models cannot be run here: { $file } is missing or damaged.
    .hint = Install the program again; nothing of yours is lost.

error-package-missing = This needs the Python package { $package }, which is not part of this installation.
    .hint = Run it from the program's source, which README.md describes.

cli-train-export = Write the models' structure for ONNX Runtime again; needed only after a change of their layout.
cli-train-export-weights = Folder with gate.safetensors, typer.safetensors and manifest.json.
cli-train-export-done = Written and entered in { $manifest }: { $files }
