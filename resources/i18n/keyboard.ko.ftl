# 키오스크 자체 자판.
keyboard-shift = 쌍자음과 대문자
keyboard-backspace = 지우기
keyboard-language = 한글과 영문 바꾸기
keyboard-symbols = 기호
keyboard-space = 띄어쓰기
keyboard-done = 완료
