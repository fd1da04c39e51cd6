# 운영자 화면과 설정의 항목들.
section-list = 목록
section-event = 행사
section-display = 화면
section-camera = 카메라
section-computer = 컴퓨터
section-kiosk = 키오스크
section-status-ok = 정상
section-status-warning = 확인 필요
section-status-failed = 작동하지 않음
