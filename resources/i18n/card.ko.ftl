# 공유 카드의 라벨. 유형과 부위의 이름, 재미 안내는 domain 카탈로그에 있습니다.
card-masthead = ALPHA MALE
card-score = 총점
card-score-of = / 100
card-part-weight = { $weight }%
card-part-points = { $points } / { $weight }
card-spread = 다섯 유형의 확률
card-percent = { $percent }%
card-celebrities = 같은 { $type } 유형의 얼굴
card-tagline = 얼굴형 테스트
