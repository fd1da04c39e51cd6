# 모든 화면을 그림으로 남기는 명령.
cli-screenshots = 모든 화면을 세 가지 크기와 두 언어로 캡처합니다.
cli-screenshots-photo = 화면에 쓸 손님 사진. 없으면 그림으로 그린 인물을 씁니다.
cli-screenshots-size = 이 크기만. 여러 번 쓸 수 있습니다.
cli-screenshots-in = 이 언어만. 여러 번 쓸 수 있습니다.
cli-screenshots-done = 그림 { $count }장을 { $folder }에 저장했습니다.
cli-screenshots-letters = 글자 크기(퍼센트, 100~200). 여러 번 쓸 수 있습니다.
cli-screenshots-pages = 이 이름의 그림만. 예: "kiosk-*"
