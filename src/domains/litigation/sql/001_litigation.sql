-- Defence of administrative lawsuits: one matter for one case in one instance.
create schema litigation;

create table litigation.suit (
  matter_id uuid primary key,
  case_no text not null,
  court text not null,
  court_level text not null,
  instance text not null,
  suit_kind text not null,
  procedure text not null,
  act_kind text not null,
  act_on date,
  state text not null,
  chain_id text not null,
  group_key text,
  parent_id uuid,
  origin text,
  is_by_second boolean not null,
  is_sued boolean not null,
  is_city_level boolean not null,
  is_vertical boolean not null,
  defendants text not null,
  is_doubtful boolean not null,
  docketed_on date not null,
  docketed_at timestamptz not null,
  concluded_on date,
  concluded_at timestamptz,
  conclude_mode text check (conclude_mode in ('JUDGMENT', 'RULING', 'MEDIATION')),
  result text,
  is_lost boolean not null,
  is_corrected boolean not null,
  superseded_at timestamptz,
  effective_on date,
  effective_at timestamptz,
  is_finally_lost boolean not null,
  second_outcome text,
  first_heard_on date,
  heads_known_at timestamptz,
  head_attended boolean,
  head_chief boolean,
  head_justified boolean,
  interfered_on date,
  noted text,
  noted_on date,
  is_advice_taken boolean not null,
  undated_duty boolean not null,
  reviewed_on date,
  closed_on date,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[]
);
create index on litigation.suit (docketed_on);
create index on litigation.suit (concluded_on);
create index on litigation.suit (first_heard_on);
comment on column litigation.suit.case_no is '案号';
comment on column litigation.suit.court is '法院';
comment on column litigation.suit.court_level is '法院级别';
comment on column litigation.suit.instance is '审级';
comment on column litigation.suit.suit_kind is '案件类型';
comment on column litigation.suit.procedure is '审理程序';
comment on column litigation.suit.act_kind is '被诉行政行为';
comment on column litigation.suit.act_on is '行政行为作出日';
comment on column litigation.suit.chain_id is '争议链编号';
comment on column litigation.suit.group_key is '同批案件标记';
comment on column litigation.suit.origin is '由来';
comment on column litigation.suit.is_city_level is '市本级';
comment on column litigation.suit.is_vertical is '垂直管理机关';
comment on column litigation.suit.defendants is '被告、第三人机关';
comment on column litigation.suit.is_doubtful is '被告与复议结果不符';
comment on column litigation.suit.docketed_on is '立案日';
comment on column litigation.suit.concluded_on is '审结日';
comment on column litigation.suit.conclude_mode is '结案方式';
comment on column litigation.suit.result is '裁判结果';
comment on column litigation.suit.is_lost is '本审级败诉';
comment on column litigation.suit.is_corrected is '改变行政行为后撤诉';
comment on column litigation.suit.superseded_at is '发回重审登记的时间：此后由重审的案件替代';
comment on column litigation.suit.effective_on is '生效日';
comment on column litigation.suit.is_finally_lost is '生效裁判败诉';
comment on column litigation.suit.second_outcome is '二审结果';
comment on column litigation.suit.first_heard_on is '首次开庭日';
comment on column litigation.suit.head_attended is '负责人出庭';
comment on column litigation.suit.head_chief is '正职出庭';
comment on column litigation.suit.head_justified is '负责人有正当理由未出庭';
comment on column litigation.suit.interfered_on is '干预、阻碍立案的发生日';
comment on column litigation.suit.noted is '裁判载明的出庭情形';
comment on column litigation.suit.noted_on is '载明情形的裁判送达日';
comment on column litigation.suit.is_advice_taken is '已移交登记跟踪';
comment on column litigation.suit.reviewed_on is '复盘日';
comment on column litigation.suit.closed_on is '归档日';

create table litigation.plaintiff_personal (
  matter_id uuid not null,
  no integer not null,
  kind text not null,
  name text,
  seen_by text[],
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);
comment on column litigation.plaintiff_personal.name is '原告';
comment on column litigation.plaintiff_personal.kind is '类别';

create table litigation.defendant (
  matter_id uuid not null,
  agency text not null,
  role text not null,
  level text not null,
  organ_kind text not null,
  is_vertical boolean not null,
  copy_on date,
  answered_on date,
  evidence_on date,
  is_lost boolean not null,
  appeal text,
  served_on date,
  head_attended boolean,
  head_chief boolean,
  head_justified boolean,
  head_covered boolean,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, agency)
);
comment on column litigation.defendant.agency is '机关';
comment on column litigation.defendant.role is '诉讼地位';
comment on column litigation.defendant.level is '层级';
comment on column litigation.defendant.organ_kind is '机关类别';
comment on column litigation.defendant.is_vertical is '垂直管理机关';
comment on column litigation.defendant.copy_on is '收到副本日';
comment on column litigation.defendant.answered_on is '答辩日';
comment on column litigation.defendant.evidence_on is '举证日';
comment on column litigation.defendant.is_lost is '败诉';
comment on column litigation.defendant.appeal is '是否上诉';
comment on column litigation.defendant.served_on is '裁判送达日';
comment on column litigation.defendant.head_attended is '负责人出庭';
comment on column litigation.defendant.head_covered is '由共同被告负责人出庭';

create table litigation.hearing (
  matter_id uuid not null,
  no integer not null,
  held_on date not null,
  is_held boolean not null,
  form text not null,
  is_re_notice boolean not null,
  is_postponed_by_agency boolean not null,
  court_notice text not null,
  merged_into uuid,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no)
);
comment on column litigation.hearing.no is '第几次开庭';
comment on column litigation.hearing.held_on is '开庭日';
comment on column litigation.hearing.is_held is '已开庭';
comment on column litigation.hearing.form is '开庭方式';
comment on column litigation.hearing.is_re_notice is '法院通知再次出庭';
comment on column litigation.hearing.is_postponed_by_agency is '由机关申请延期';
comment on column litigation.hearing.court_notice is '法院通知负责人出庭';

create table litigation.appearance (
  matter_id uuid not null,
  no integer not null,
  agency text not null,
  is_held boolean not null,
  designated text,
  attended boolean not null,
  category text,
  id_proof text not null,
  staff_attended boolean not null,
  lawyer_attended boolean not null,
  spoke boolean not null,
  left_early boolean not null,
  refused_to_explain boolean not null,
  absence text,
  court_opinion text not null,
  is_recognised boolean not null,
  is_covered boolean not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, no, agency)
);
comment on column litigation.appearance.no is '第几次开庭';
comment on column litigation.appearance.agency is '机关';
comment on column litigation.appearance.designated is '已确定的负责人类别';
comment on column litigation.appearance.attended is '负责人到庭';
comment on column litigation.appearance.category is '到庭负责人类别';
comment on column litigation.appearance.id_proof is '身份证明';
comment on column litigation.appearance.staff_attended is '工作人员到庭';
comment on column litigation.appearance.lawyer_attended is '律师到庭';
comment on column litigation.appearance.spoke is '发表意见';
comment on column litigation.appearance.left_early is '中途退庭';
comment on column litigation.appearance.refused_to_explain is '拒绝解释说明';
comment on column litigation.appearance.absence is '不能出庭的事由';
comment on column litigation.appearance.court_opinion is '法院对事由的意见';
comment on column litigation.appearance.is_recognised is '已认定';

create table litigation.item (
  matter_id uuid not null,
  stage text not null check (stage in ('OWN', 'SECOND')),
  no integer not null,
  agency text not null,
  target text not null,
  code text not null,
  is_loss boolean not null,
  has_duty boolean not null,
  due_on date,
  performed_on date,
  performed_at timestamptz,
  redo text,
  is_effective boolean not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, stage, no)
);
comment on column litigation.item.no is '第几项';
comment on column litigation.item.agency is '机关';
comment on column litigation.item.target is '针对';
comment on column litigation.item.code is '主文';
comment on column litigation.item.is_loss is '败诉项';
comment on column litigation.item.has_duty is '有履行义务';
comment on column litigation.item.due_on is '履行期限';
comment on column litigation.item.performed_on is '履行日';
comment on column litigation.item.redo is '重作是否相同';

create table litigation.evidence (
  matter_id uuid not null,
  act_n integer not null,
  no integer not null,
  agency text not null,
  formed_on date,
  is_after_act boolean not null,
  submitted_on date not null,
  agency_id text not null,
  town_code text,
  county_code text,
  reader text[],
  primary key (matter_id, act_n, no)
);
comment on column litigation.evidence.agency is '机关';
comment on column litigation.evidence.formed_on is '形成日';
comment on column litigation.evidence.is_after_act is '形成于行政行为作出之后';
comment on column litigation.evidence.submitted_on is '提交日';
