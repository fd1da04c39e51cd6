error-engine-unusable = 모델을 실행할 수 없습니다. { $file } 파일이 없거나 손상되었습니다.
    .hint = 프로그램을 다시 설치해 주세요. 저장된 결과는 그대로 남습니다.

error-package-missing = Python 패키지 { $package }가 필요하지만 이 설치본에는 들어 있지 않습니다.
    .hint = README.md에 나온 대로 소스에서 실행해 주세요.

cli-train-export = ONNX Runtime용 모델 구조를 다시 만듭니다. 모델 구조를 바꿨을 때만 필요합니다.
cli-train-export-weights = gate.safetensors, typer.safetensors, manifest.json이 있는 폴더.
cli-train-export-done = { $manifest }에 등록했습니다: { $files }
