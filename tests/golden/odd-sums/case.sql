report | 1 | project_self_evaluation | 项目支出绩效自评表 | 2022 | 410225 | 兰考县文化广电和旅游局 | 兰考县广播站 | 村级广播维护费 | - | 100.0 | 98.0 | 1 | 14
funding | 1 | total | 年度资金总额 | 10000000 | 8000000 | 8600000 | 10.0 | 86.0 | 10.0 | 7
funding | 1 | fiscal | 其中：当年财政拨款 | 6000000 | 6000000 | 6000000 | - | - | - | 8
funding | 1 | other | 其他资金 | 1000000 | 1000000 | 2600000 | - | - | - | 9
indicator | 1 | 1 | 产出指标 | 数量指标 | 维护广播点 | 120个 | = | 120.0 | 个 | 96个 | = | 96.0 | 个 | 50.0 | 50.0 | - | 11
indicator | 1 | 2 | 产出指标 | 数量指标 | - | - | - | - | - | - | - | - | - | 10.0 | 10.0 | - | 12
indicator | 1 | 3 | 满意度指标 | 服务对象满意度指标 | 村民满意度 | 1000% | = | 1000.0 | % | 95% | = | 95.0 | % | 30.0 | 35.0 | - | 13
finding | 1 | components_sum | warning | initial budget: the parts add up to 7, the total is 10 (10,000 yuan) | 100000.0 | 70000.0 | 8
finding | 1 | executed_over_budget | warning | 8.6 was executed of a budget of 8 (10,000 yuan) | 80000.0 | 86000.0 | 7
finding | 1 | funds_score | warning | 年度资金总额: 10 of 10 points for an execution rate of 86 % | 8.6 | 10.0 | 7
finding | 1 | implausible_percent | warning | 村民满意度: a target of 1000% | 100% | 1000% | 13
finding | 1 | rate_on_initial_budget | warning | 年度资金总额: the printed 86 % is 8.6 of the initial 10; of the annual 8 (10,000 yuan) it is 107.50 % | 107.5 | 86.0 | 7
finding | 1 | score_over_weight | error | 村民满意度: 35 of 30 points | 30.0 | 35.0 | 13
finding | 1 | scores_sum | error | the scores add up to 105 (indicators 95, funds 10), but a total of 98 is printed | 105.0 | 98.0 | 14
finding | 1 | target_missed_full_score | warning | 维护广播点: target 120个, result 96个, but all 50 points | 120个 | 96个 | 11
finding | 1 | target_missed_full_score | warning | 村民满意度: target 1000%, result 95%, but all 30 points | 1000% | 95% | 13
finding | 1 | unnamed_indicator_scored | error | 数量指标: a row without a name, target and result has 10 points, 10 of them given | a named indicator | 10/10 | 12
