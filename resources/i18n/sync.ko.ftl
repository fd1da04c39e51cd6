# 주최 측 버킷으로 보내는 상태 화면
section-sync = 전송
sync-state = 버킷 전송
sync-word-fine = 모두 도착했습니다
sync-word-waiting = 보내는 중입니다
sync-word-failing = 자동으로 다시 시도합니다
sync-word-dead = 보내지 못한 항목이 있습니다
sync-word-stopped = 멈췄습니다. 확인이 필요합니다
sync-counts = 대기 { $waiting }개, 도착 { $sent }개, 삭제 예정 { $erasing }개, 포기 { $dead }개
sync-last = 마지막 도착: { $time }
sync-never = 아직 도착한 것이 없습니다.
sync-clock = 이 컴퓨터의 시계가 { $minutes }분 어긋나 있습니다. 시각을 맞추거나 네트워크 시각 동기화를 켜 주세요.
sync-resume = 전송 다시 시작
sync-retry = 지금 모두 다시 시도
