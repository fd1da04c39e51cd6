# 행사 로고
section-logo = 행사 로고
logo-title = 행사 로고
    .detail = 첫 화면과 모든 카드에 나옵니다. 배경이 투명한 그림이 좋습니다.
logo-none = 로고가 없습니다.
logo-choose = 그림 고르기
logo-remove = 로고 지우기
logo-hint = PNG, JPEG, WebP를 쓸 수 있습니다. USB를 꽂고 다시 찾아보세요.
logo-nothing = 연결된 그림이 없습니다.
logo-pictures = 그림
