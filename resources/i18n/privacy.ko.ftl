# 손님에 대해 보관하는 것과, 바로 지우는 방법.
kept-nothing = 사진과 결과는 보관되지 않습니다.
kept-until = { $day }까지 이 기기에 보관한 뒤 저절로 지웁니다.
kept-erasing = 지우는 중…
kept-erased = 사진과 결과를 이 기기에서 지웠습니다. 지금 보이는 화면은 나가면 사라집니다.
kept-erased-told = 사진과 결과를 지웠습니다.
kept-erase = 바로 지우기
kept-erase-ask = 사진과 결과를 지울까요?
kept-erase-detail = 이 기기에서 바로, 완전히 지워지며 되돌릴 수 없습니다.
kept-erase-yes = 지우기
kept-erase-no = 그대로 두기
