print("dutyrank")
