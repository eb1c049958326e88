/** Where and when the second appeal of a pair was made, as far as it differs from the first: see CLOSE. */
export interface Apart {
  /** The second is at a community elsewhere, or at the township above. */
  place?: 'elsewhere' | 'above'
  /** The second was put into another category. */
  category?: 'other'
  /** Between the pins of the two. Not given: neither has a pin. */
  metres?: number
  days?: number
}

export interface AppealPair {
  same: boolean
  a: string
  b: string
  apart: Apart
}

const same = (a: string, b: string, apart: Apart = {}): AppealPair => ({ same: true, a, b, apart })
const not = (a: string, b: string, apart: Apart = {}): AppealPair => ({ same: false, a, b, apart })

/**
 * Two appeals that are about one matter, or are not although they sound like it. Written for this test after reading
 * what people write; nobody's own words. Made at one community, in one category, within days, unless it says otherwise.
 */
export const PAIRS: readonly AppealPair[] = [
  // One matter in other words.
  same('幸福里小区3号楼电梯停了三天没人修', '幸福里3号楼的电梯坏了好几天，老人上不了楼'),
  same('幸福里小区3号楼电梯又停运了', '我住幸福里3号楼12层，电梯停运，天天爬楼'),
  same('滨河路夜市油烟太大，窗户都不敢开', '滨河路夜市烧烤油烟熏得人睡不着'),
  same('滨河路夜市烧烤摊凌晨还在营业，油烟扰民', '滨河路夜市半夜油烟和喧哗声，没法休息'),
  same('永安街下水道堵了，污水流到马路上', '永安街污水外溢，臭得不行，下水道应该是堵了'),
  same('永安街路口下水道冒污水已经一周', '永安街下水道堵塞污水横流，请疏通'),
  same('学府家园旁边工地夜里十二点还在施工', '学府家园附近工地通宵施工，噪音吵得孩子睡不好'),
  same('学府家园东侧工地打桩噪音到凌晨', '学府家园东边工地半夜打桩，噪音太大'),
  same('青松路路灯坏了一排，晚上漆黑', '青松路整条路的路灯都不亮，走夜路害怕'),
  same('青松路的路灯半个月不亮了', '反映青松路路灯不亮，晚上骑车看不见坑'),
  same('城关小学门口放学时堵车，没有交警', '城关小学门口上下学时间堵得水泄不通，希望交警来疏导'),
  same('城关小学门前道路拥堵，家长乱停车', '城关小学门口家长乱停车，放学时候堵死'),
  same('金桂园小区停水两天，物业没有通知', '金桂园从昨天早上停水到现在，没人说什么时候来水'),
  same('金桂园停水了，什么时候恢复', '金桂园小区怎么又停水，家里做不了饭'),
  same('西山村自来水发黄有异味', '西山村的自来水这几天发黄，有股铁锈味，不敢喝'),
  same('西山村水质浑浊，烧开有白沫', '西山村自来水浑浊，烧开全是白色沉淀'),
  same('阳光花园物业不打扫楼道，垃圾堆了一周', '阳光花园楼道垃圾没人清，物业不管'),
  same('阳光花园二期楼道里堆满垃圾，物业不清理', '阳光花园二期物业收了钱不清理楼道垃圾'),
  same('红旗桥桥面有个大坑，骑车摔了人', '红旗桥上的坑越来越大，昨天有人骑车摔倒'),
  same('红旗桥路面破损有坑，很危险', '请尽快修补红旗桥路面的坑，危险'),
  same('12路公交车经常等一个小时不来', '12路公交等了快一小时，班次太少'),
  same('希望增加12路公交班次，早高峰挤不上', '早高峰12路公交根本挤不上去，请加密班次'),
  same('锦绣城开发商逾期交房半年', '锦绣城说好去年底交房，到现在还没交'),
  same('锦绣城延期交房，违约金也不给', '锦绣城逾期交房不赔违约金，请住建局管管'),
  same('锦绣城的房产证三年了办不下来', '买了锦绣城的房子，房产证一直办不下来'),
  same('宏达服装厂拖欠工资三个月', '我在宏达服装厂上班，三个月没发工资了'),
  same('宏达服装厂欠薪，老板联系不上', '宏达服装厂老板跑了，工人工资拿不到'),
  same('绿洲广场晚上广场舞音响太大', '绿洲广场跳广场舞的音响开到十点多，吵死人'),
  same('绿洲广场舞噪音扰民，报过警也没用', '绿洲广场每晚广场舞声音巨大，噪音扰民'),
  same('育才路上的垃圾站味道太臭', '育才路垃圾中转站臭气熏天，旁边住户受不了'),
  same('育才路垃圾站渗出污水，苍蝇满天飞', '育才路垃圾站污水流出来，苍蝇很多，臭'),
  same('世纪新城地下车库积水', '世纪新城车库一下雨就积水，车都泡了'),
  same('世纪新城地库漏水严重', '世纪新城地下车库顶上漏水，滴到车上'),
  same('云栖苑小区高空抛物，差点砸到孩子', '云栖苑有人高空扔东西，孩子差点被砸'),
  same('云栖苑7栋经常高空抛物', '云栖苑7栋又有人从高空扔垃圾下来'),
  same('东湖公园的儿童滑梯断裂，扎手', '东湖公园滑梯裂了个口子，孩子手被划破'),
  same('东湖公园厕所长期锁门', '东湖公园的公共厕所总是锁着门'),
  same('镇卫生院疫苗打不上，预约不到', '镇卫生院儿童疫苗一直缺货预约不上'),
  same('望江小区2单元燃气管道漏气味', '望江小区2单元楼道有燃气味，怀疑管道漏气'),
  same('望江小区停电一整天', '望江小区从早上停电到现在，冰箱里东西都坏了'),
  same('变压器嗡嗡响，望江小区居民睡不着', '望江小区楼下变压器噪音大，整晚嗡嗡响'),
  same('村口的养猪场往河里排粪水', '村口养猪场粪水直接排到河里，臭味很大'),
  same('永兴桥头乱停大货车挡视线', '永兴桥头大货车乱停，转弯看不见来车'),
  same('春晖幼儿园乱收费', '春晖幼儿园巧立名目收费，一学期多收八百'),
  same('幸福里小区3號樓電梯停了三天', '幸福里小区3号楼电梯三天没动了', { days: 3 }),
  same('滨河路夜市油烟扰民', '滨河路夜市的油烟每天晚上都很大', { days: 20 }),
  same('青松路路灯不亮', '青松路路灯全黑', { metres: 60 }),
  same('金桂园停水', '金桂园小区停水了', { place: 'above' }),
  same('红旗桥桥面大坑', '红旗桥桥面上的大坑没人补', { place: 'above', metres: 30 }),
  // Said in English.
  same(
    'The lift in Harbour House block 2 has been broken since Monday',
    'Block 2 of Harbour House: lift broken again, my mother cannot get down',
  ),
  same(
    'No water in Maple Court since last night',
    'Maple Court has had no water since yesterday evening',
  ),
  same('Street lamps on Quarry Road are all dark', 'All the street lamps on Quarry Road are out'),
  same(
    'The night market on River Street fills our flats with smoke',
    'Barbecue smoke from the River Street night market every evening',
  ),
  same('Sewage is running across Mill Lane', 'Blocked drain on Mill Lane, sewage everywhere'),
  same(
    'Bus 7 never comes in the morning at Station Square',
    'Waited an hour for bus 7 at Station Square this morning',
  ),
  same(
    'Rubbish has not been collected on Orchard Terrace for two weeks',
    'Two weeks without rubbish collection on Orchard Terrace',
  ),
  same(
    'Deep pothole on Castle Bridge, a cyclist fell',
    'The pothole on Castle Bridge is dangerous for cyclists',
  ),
  same(
    'Construction at Northgate goes on all night',
    'Northgate construction site works through the night, no sleep',
  ),
  same('Dogs run loose in Willow Park', 'Loose dogs in Willow Park frighten the children'),
  same(
    'The school on Chapel Hill has no crossing guard',
    'Chapel Hill school needs a crossing guard',
  ),
  // The same place, another matter.
  not('幸福里小区3号楼电梯停了三天没人修', '幸福里小区3号楼楼道灯不亮'),
  not('幸福里小区3号楼电梯停了', '幸福里小区3号楼有人养大型犬不拴绳'),
  not('滨河路夜市油烟太大', '滨河路路面坑坑洼洼'),
  not('滨河路夜市烧烤油烟扰民', '滨河路上共享单车乱停放'),
  not('永安街下水道堵了', '永安街有人占道经营卖菜'),
  not('永安街污水外溢', '永安街路灯杆歪了要倒'),
  not('学府家园旁边工地夜里施工', '学府家园物业费涨价没有公示'),
  not('学府家园附近工地噪音', '学府家园小区门口快递柜收费不合理'),
  not('青松路路灯不亮', '青松路井盖松动，车过咣当响'),
  not('青松路的路灯半个月不亮了', '青松路绿化带杂草长到一人高'),
  not('城关小学门口堵车', '城关小学午餐质量差'),
  not('城关小学门口放学堵车', '城关小学老师布置作业太多'),
  not('金桂园小区停水两天', '金桂园小区电动车没有充电的地方'),
  not('金桂园停水没有通知', '金桂园二期消防通道被私家车占用'),
  not('西山村自来水发黄', '西山村低保名单没有公示'),
  not('西山村自来水有异味', '西山村通村公路塌方'),
  not('阳光花园物业不打扫楼道', '阳光花园物业把绿地改成停车位'),
  not('阳光花园楼道垃圾没人清', '阳光花园楼上漏水到我家'),
  not('红旗桥桥面有坑', '红旗桥下有人非法捕鱼'),
  not('12路公交车等一小时不来', '12路公交司机态度恶劣骂老人'),
  not('锦绣城逾期交房', '锦绣城外墙瓷砖脱落'),
  not('锦绣城房产证办不下来', '锦绣城幼儿园什么时候开园'),
  not('宏达服装厂拖欠工资', '宏达服装厂锅炉冒黑烟'),
  not('绿洲广场舞音响太大', '绿洲广场地砖松动绊倒老人'),
  not('育才路垃圾站太臭', '育才路希望装红绿灯'),
  not('世纪新城地下车库积水', '世纪新城地下车位只卖不租'),
  not('世纪新城车库漏水', '世纪新城二次供水水箱不清洗'),
  not('云栖苑高空抛物', '云栖苑小区门禁坏了谁都能进'),
  not('东湖公园滑梯断裂', '东湖公园湖水发绿发臭'),
  not('东湖公园厕所锁门', '东湖公园有人电鱼'),
  not('望江小区停电', '望江小区外墙保温层脱落'),
  not('望江小区燃气漏气', '望江小区宽带只能装一家'),
  not('镇卫生院疫苗打不上', '镇卫生院拍片子要等一周'),
  // The same matter, another building, road or firm in the same community.
  not('幸福里小区3号楼电梯停了三天', '幸福里小区9号楼电梯停了三天'),
  not('幸福里3号楼电梯坏了没人修', '幸福里5号楼电梯坏了没人修'),
  not('云栖苑7栋经常高空抛物', '云栖苑2栋经常高空抛物'),
  not('望江小区2单元楼道灯坏了', '望江小区4单元楼道灯坏了'),
  not('12路公交班次太少', '7路公交班次太少'),
  not('青松路路灯不亮', '建设路路灯不亮'),
  not('永安街下水道堵了', '和平巷下水道堵了'),
  not('滨河路夜市油烟太大', '一品鲜饭店油烟太大'),
  not('学府家园工地夜里施工', '人民医院新楼工地夜里施工'),
  not('宏达服装厂拖欠工资三个月', '鑫源建筑队拖欠工资三个月'),
  not('春晖幼儿园乱收费', '小博士幼儿园乱收费'),
  not('锦绣城逾期交房半年', '御景湾逾期交房半年'),
  not('金桂园停水两天', '阳光花园停水两天'),
  not('红旗桥桥面有坑', '永兴桥桥面有坑'),
  not('绿洲广场舞音响太大', '文化广场舞音响太大'),
  not('青松路路灯不亮', '青松路路灯不亮', { metres: 2500 }),
  not('小区门口路灯不亮', '小区门口的路灯不亮了', { metres: 1800 }),
  // The same words from another community.
  not('我们小区停水了', '小区停水了', { place: 'elsewhere' }),
  not('楼道灯不亮', '楼道里的灯不亮', { place: 'elsewhere' }),
  not('物业不打扫卫生，垃圾成堆', '物业不打扫卫生垃圾堆积', { place: 'elsewhere' }),
  not('下水道堵塞污水外溢', '下水道堵了，污水外溢', { place: 'elsewhere' }),
  not('广场舞噪音扰民', '晚上广场舞噪音扰民', { place: 'elsewhere' }),
  not('电梯坏了三天没人修', '电梯坏了没人修', { place: 'elsewhere' }),
  not('村里路灯坏了', '村里的路灯坏了好久', { place: 'elsewhere' }),
  // One word in common, no more.
  not('请问新生儿医保怎么办理', '请问社保卡丢了怎么补办'),
  not('请问公租房怎么申请', '请问低保怎么申请'),
  not('楼上装修噪音太大', '楼上天天吵架'),
  not('邻居家养鸡打鸣', '邻居把杂物堆在楼道'),
  not('车被锁了怎么处理', '车辆年检在哪里办'),
  not('学校食堂饭菜不干净', '饭店饭菜不干净吃坏肚子', { category: 'other' }),
  not('路口没有红绿灯很危险', '路口的红绿灯时间太短'),
  not('希望增设公交站台', '公交站台的广告牌破了'),
  not('物业费太贵', '物业不修电梯'),
  not('垃圾桶太少', '垃圾车太早来吵人'),
  not('树枝挡住窗户采光', '树被人偷砍了'),
  not('狗半夜叫个不停', '狗没拴绳咬了孩子'),
  // In English.
  not('The lift in Harbour House block 2 is broken', 'The lift in Harbour House block 5 is broken'),
  not('Lift broken in Harbour House', 'Somebody smokes in the lift of Harbour House'),
  not('No water in Maple Court since last night', 'No water in Cedar Court since last night'),
  not('No water in Maple Court', 'The fence of Maple Court fell down'),
  not('Street lamps on Quarry Road are dark', 'Street lamps on Abbey Road are dark'),
  not('Street lamps on Quarry Road are out', 'Lorries speed down Quarry Road'),
  not('Smoke from the night market on River Street', 'Cars park on the pavement in River Street'),
  not('Bus 7 is always late at Station Square', 'Bus 9 is always late at Station Square'),
  not('Bus 7 never comes in the morning', 'The driver of bus 7 was rude to my mother'),
  not('Rubbish not collected on Orchard Terrace', 'Rats in the cellar on Orchard Terrace'),
  not('Loose dogs in Willow Park', 'The swings in Willow Park are broken'),
  not('Pothole on Castle Bridge', 'Graffiti on Castle Bridge'),
  not('Construction noise at Northgate all night', 'Flat prices at Northgate are too high'),
  not('No water since last night', 'No water since last night', { place: 'elsewhere' }),
  not('The street lamp is out', 'The street lamp is out again', { metres: 2200 }),
  not('How do I get a parking permit?', 'How do I get a birth certificate?'),
]
