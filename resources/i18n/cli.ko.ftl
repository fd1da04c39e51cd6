# 명령줄.
cli-usage = 사용법:
cli-options = 옵션
cli-arguments = 인자
cli-commands = 명령
cli-examples = 예시
cli-about = 다섯 가지 얼굴 유형(알파, 베타, 감마, 델타, 오메가) 중 나는 어디에? 재미로 보는 테스트이며 모든 계산은 이 컴퓨터에서 합니다. 명령 없이 실행하면 창이 열립니다.
cli-help = 도움말을 보여 줍니다.
cli-version = 버전을 보여 줍니다.
cli-language = 화면과 도움말의 언어: ko 또는 en.
cli-kiosk = 무인 행사 키오스크로 전체 화면을 씁니다.
cli-camera = 쓸 카메라: 카메라 이름, 또는 동영상 파일이나 사진 폴더를 쓰는 replay:경로.
cli-error = 오류: { $message }
cli-option-unknown = { $option } 옵션은 없습니다.
cli-command-unknown = { $command } 명령은 없습니다.
cli-argument-missing = { $name }이(가) 빠졌습니다.
cli-value-wrong = { $name }에 쓸 수 없는 값입니다. { $reason }
cli-usage-wrong = 명령을 이해할 수 없습니다: { $reason }
cli-usage-hint = "{ $command } --help"로 사용법을 볼 수 있습니다.
cli-aborted = 멈췄습니다. 그 전에 끝난 것은 그대로 남습니다.
cli-window-missing = 창을 열려면 그래픽 부분(PySide6)이 필요하지만 설치되어 있지 않습니다.
    .hint = "sh installer/setup.sh"로 설치하거나 명령을 사용해 주세요: "alphamale --help"

cli-analyse = 사진의 얼굴 유형을 알려 줍니다.
cli-analyse-about = 사진을 하나씩 판정합니다. 먼저 얼굴이 알맞게 찍혔는지, 그다음 유형을 봅니다. 판정된 결과는 사진과 함께 이 컴퓨터에 저장됩니다. --no-store를 쓰거나 생년월일이 만 14세 미만이면 저장하지 않습니다.
cli-analyse-paths = 사진 또는 사진 폴더.
cli-analyse-json = 입력 순서대로 한 줄에 JSON 객체 하나씩만 출력합니다.
cli-analyse-card = 공유 카드를 이 .png 또는 .jpg 파일로 저장합니다. 사진이 여러 장이면 폴더를 지정합니다.
cli-analyse-card-format = 카드 크기: story (1080x1920) 또는 post (1080x1350).
cli-analyse-mbti = MBTI 유형. 예: ESTJ
cli-analyse-birth = 생년월일 (YYYY-MM-DD).
cli-analyse-salary = 연봉 (만원 단위).
cli-analyse-store = 결과와 사진을 이 컴퓨터에 저장하거나(기본), 아무것도 남기지 않습니다.
cli-analyse-upload = 사진과 결과를 주최 측 저장소(설정된 경우)로 보내는 데 동의합니다.
cli-upload-needs-store = --upload에는 --store가 필요합니다. 이 컴퓨터에 저장한 것만 보낼 수 있습니다.
cli-analyse-device = 모델을 실행할 장치.
cli-analyse-seed = 매번 같은 연예인을 뽑습니다.
cli-analyse-progress = 사진
cli-card-needs-folder = 사진이 여러 장이면 카드를 저장할 폴더를 지정해야 합니다.
cli-profile-needs-both = --mbti와 --birth는 함께 써야 합니다.
cli-salary-needs-profile = --salary는 --mbti, --birth와 함께 써야 합니다.

cli-result-type = { $type }, { $title }
cli-result-score = 점수
cli-result-part = 부위
cli-result-part-type = 유형
cli-result-weight = 비중
cli-result-points = 점수
cli-result-spread = 확신 정도
cli-result-celebrities = 같은 { $type }
cli-result-drove = 결과를 이끈 부위: { $part }
cli-result-stored = { $until }까지 이 컴퓨터에 저장됩니다. 번호: { $visit }
cli-result-not-stored-age = 저장하지 않음: 만 14세 미만은 아무것도 남기지 않습니다.
cli-result-card = 카드를 저장했습니다: { $file }
cli-result-duration = { $ms } ms

cli-catalog = 연예인 목록.
cli-catalog-list = 연예인을 설문 순위대로 보여 줍니다.
cli-catalog-type = 이 유형만.
cli-catalog-rank = 순위
cli-catalog-name = 이름
cli-catalog-english = 영문 이름
cli-json = 한 줄에 JSON 객체 하나씩 출력합니다.

cli-history = 저장된 결과를 최근 것부터 보여 줍니다.
cli-history-limit = 최대 개수.
cli-history-since = 이 날짜부터 (YYYY-MM-DD).
cli-history-until = 이 날짜까지 (YYYY-MM-DD).
cli-history-empty = 저장된 결과가 없습니다.
cli-history-time = 시각
cli-history-visit = 번호

cli-db = 데이터베이스.
cli-db-upgrade = 데이터베이스를 이 버전에 맞추고 연예인 목록을 채웁니다.
cli-db-upgraded = 데이터베이스가 최신 상태입니다: { $database }
cli-db-revision = 이 버전이 쓰는 데이터베이스 형식을 출력합니다.
cli-db-downgrade = 이전 버전을 다시 쓰기 전에 데이터베이스를 그 버전의 형식으로 되돌립니다.
cli-db-downgraded = 데이터베이스를 { $revision } 형식으로 되돌렸습니다: { $database }
cli-db-backup = 되돌리기 전의 사본: { $file }

cli-settings = 업데이트 전후의 설정.
cli-settings-back = 이전 버전을 다시 쓰기 전에, 이 버전을 쓰기 전의 설정으로 되돌립니다.
cli-settings-back-done = 설정을 이 버전을 쓰기 전으로 되돌렸습니다. 지금까지의 설정은 따로 보관합니다.
cli-settings-forward = 이전 버전을 쓴 뒤에, 이 버전의 설정을 다시 가져옵니다.
cli-settings-forward-done = 이 버전의 설정을 다시 가져왔습니다. 지금까지의 설정은 따로 보관합니다.
cli-settings-nothing = 그런 설정이 없어 아무것도 바꾸지 않았습니다.

cli-open = 사진을 고른 상태로 창을 엽니다.


cli-train = 직접 준비한 사진으로 모델을 학습합니다. 목록 형식은 docs/training-data.md에 있습니다.
cli-train-gate = 모델 1 학습: 얼굴이 알맞게 찍혔는가?
cli-train-typer = 유형 모델 학습: 얼굴의 세 부위와 각 유형.
cli-train-faces = 사진과 얼굴 상자가 적힌 CSV. 여러 번 쓸 수 있습니다.
cli-train-nonfaces = 사람 얼굴이 없는 사진 폴더. 여러 번 쓸 수 있습니다.
cli-train-manifest = 점수가 매겨진 얼굴과 부위 상자가 적힌 CSV.
cli-train-out = 체크포인트, 기록, 곡선, 완성된 가중치를 둘 폴더.
cli-train-trunk = 시작할 얼굴 특징망 가중치 (.safetensors).
cli-train-steps = 학습 단계 수.
cli-train-seed = 난수의 시작 값. 같은 값이면 같은 학습이 됩니다.
cli-train-version = 완성된 가중치의 버전 이름.
cli-train-resume = --out의 체크포인트에서 이어서 학습합니다.
cli-train-loss = 손실 { $loss }
cli-train-done = 학습 완료: { $file }. 기록과 곡선: { $log }

cli-train-saliency = 얼굴의 어느 부분이 점수를 움직였는지 보여 줍니다. 주황색은 점수를 올린 곳, 파란색은 내린 곳입니다.
cli-train-saliency-photo = 사진.
cli-train-saliency-out = 저장할 그림 파일(.png 또는 .jpg). 얼굴이 보이므로 사진과 똑같이 다루세요.
cli-train-saliency-done = 그림: { $file }

cli-evaluate = 목록으로 모델을 측정하고 보고서(HTML, JSON)를 만듭니다.
cli-evaluate-manifest = 학습에 쓰는 목록. "val" 줄을 측정합니다.
cli-evaluate-out = 보고서를 둘 폴더.
cli-evaluate-nonfaces = 오경보를 재기 위한, 사람 얼굴이 없는 사진 폴더.
cli-evaluate-split = 목록에서 측정할 줄: train, val, 비우면 전체.
cli-evaluate-framing = 인물 사진 N장으로 너무 어두운 사진, 너무 작은 사진, 돌아간 사진 등을 만들어 판정이 맞는지도 측정합니다.
cli-evaluate-done = 보고서: { $file }

cli-privacy = 손님에 대해 보관하는 것을 내주거나 지웁니다.
cli-privacy-export = 방문 하나에 대해 보관하는 모든 것(기록과 사진)을 ZIP 파일이나 폴더로 씁니다. VISIT에는 방문 ID나 카드 링크를 넣습니다.
cli-privacy-to = 저장할 곳. .zip으로 끝나면 ZIP 파일, 아니면 새 폴더.
cli-privacy-exported = 이 방문에 대해 보관하던 모든 것을 { $file }에 썼습니다.
cli-privacy-erase = 방문 하나를 완전히 지웁니다: 기록, 사진, 링크, 업로드한 것까지. VISIT에는 방문 ID나 손님이 보여 주는 카드 링크를 넣습니다.
cli-privacy-yes = 묻지 않습니다.
cli-privacy-erase-ask = { $time }의 방문을 완전히 지울까요?
cli-privacy-erased = 지웠습니다: { $visit }
cli-privacy-purge = 보관 기간이 지난 것을 지금 지웁니다. 창은 매일 스스로 합니다.
cli-privacy-purged = 지웠습니다: 방문 { $visits }건, 방문 없는 사진 { $orphans }장, 쓰다 만 파일 { $leftovers }개.

doctor-encryption = 암호화
doctor-encryption-off = 사진과 입력은 암호화하지 않습니다(설정 storage.encrypt). 파일은 주인만 읽을 수 있습니다.
doctor-encryption-fine = 사진과 입력을 암호화합니다. 열쇠는 따로 보관합니다.
doctor-encryption-new = 사진과 입력을 암호화합니다. 열쇠는 첫 손님 때 만듭니다.
doctor-encryption-file = 사진과 입력을 암호화하지만, 열쇠가 이 컴퓨터의 파일에 있습니다: { $file }
    .hint = 데이터 폴더의 사본은 지키지만 도난당한 디스크는 지키지 못합니다. 키링을 쓰거나 ALPHAMALE_STORAGE_KEY를 설정해 주세요.

cli-privacy-encrypt = 암호화를 켜기 전에 보관한 것을 지금 암호화합니다.
cli-privacy-encrypted = 암호화했습니다: 방문 { $visits }건의 입력, 사진 { $photos }장.
cli-privacy-encrypt-off = 암호화가 꺼져 있어 아무것도 바꾸지 않았습니다.
    .hint = 먼저 설정에서 storage.encrypt를 true로 해 주세요.
