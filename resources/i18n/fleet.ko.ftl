# 모든 키오스크를 한눈에
section-fleet = 키오스크들
fleet-asking = 서버에 묻는 중…
fleet-nobody = 아직 소식을 보낸 키오스크가 없습니다.
fleet-state-fine = 정상
fleet-state-trouble = 확인 필요
fleet-state-away = 소식 없음
fleet-seen = { $seconds }초 전 소식
fleet-seen-long = 마지막 소식 { $minutes }분 전
fleet-fact-visits = 오늘 손님 { $count }명
fleet-fact-queue = 대기 { $count }건
fleet-fact-parcels = 업로드 대기 { $count }건
fleet-fact-media = 용지 { $count }장
fleet-fact-disk = 여유 { $gb } GB
fleet-fact-version = 버전 { $version }
fleet-camera-trouble = 카메라 화면이 나오지 않습니다.
