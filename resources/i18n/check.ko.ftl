# 행사 전 점검
section-check = 점검
check-about = 키오스크에 필요한 모든 것을 한 번에 살펴봅니다. 행사 당일, 카메라와 화면과 프린터를 연결한 뒤 실행해 주세요.
check-run = 지금 점검
check-running = 점검 중…
check-summary = 실패 { $failed }, 주의 { $warnings }, 정상 { $ok }
check-verdict-ok = 정상
check-verdict-warning = 주의
check-verdict-failed = 실패
