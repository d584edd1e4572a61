report | 1 | project_self_evaluation | 项目支出绩效自评表 | 2023 | 430121 | 长沙县城市��管理局 | 长沙县路灯管理所 | 路灯电费 | - | - | - | 1 | 7
funding | 1 | total | 年度资金总额 | 5000000 | 5000000 | 4200000 | - | - | - | 7
reject | 5 | bad | the line has bytes that mean nothing in UTF-8 | 主管部门	长沙县城市��管理局	实施单位	长沙县路灯管理所	
