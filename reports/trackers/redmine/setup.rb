# Makes a Redmine ready for the ledger: its states, fields, tracker and role, in one project. An administrator
# runs it once, in Redmine's folder (again does no harm: what is there is kept):
#
#   RAILS_ENV=production bin/rails runner /path/to/redmine/setup.rb PROJECT-IDENTIFIER
#
# Other projects, trackers and roles are left as they are.

STATES = %w[待交办 推进中 已办结 已销号 中止 未再提及 已兑现 部分兑现 重新提及 已并入].freeze
CLOSED = %w[已办结 已销号 中止].freeze
TRACKER = '督办事项'
ROLE = '台账填报'
LINES = %w[延续情况 内容类别 变化情况 报告章节 报告年度 完成年度 兑现情况].freeze
TEXTS = %w[数据变化 上年原文 本年原文].freeze
KEY = '台账键'
MEMORY = '填报记录'
PERMISSIONS = %i[view_issues add_issues edit_issues add_issue_notes manage_issue_relations].freeze

def state(name)
  IssueStatus.find_by(name: name) || IssueStatus.create!(name: name, is_closed: CLOSED.include?(name))
end

def tracker_with(states)
  Tracker.find_by(name: TRACKER) || Tracker.create!(name: TRACKER, default_status: states.first)
end

def feeding_role
  role = Role.find_by(name: ROLE) || Role.create!(name: ROLE, issues_visibility: 'all')
  role.add_permission!(*(PERMISSIONS - role.permissions))
  role
end

# Whoever may edit such a ticket may set each of its states; 0 stands for a ticket that is being made.
def allow_all_changes(tracker, states, roles)
  ids = states.map(&:id)
  roles.product([0] + ids, ids).each do |role, from, to|
    next if from == to

    WorkflowTransition.find_or_create_by!(tracker_id: tracker.id, role_id: role.id, old_status_id: from, new_status_id: to)
  end
end

def field(name, format, tracker, project, options = {})
  made = IssueCustomField.find_by(name: name)
  made ||= IssueCustomField.create!({name: name, field_format: format, is_for_all: false}.merge(options))
  made.trackers |= [tracker]
  project.issue_custom_fields |= [made]
  made
end

identifier = ARGV.first or abort '用法：bin/rails runner redmine/setup.rb 项目标识'
IssueCustomField.transaction do
  Setting.rest_api_enabled = '1'
  states = STATES.map { |name| state(name) }
  role = feeding_role
  tracker = tracker_with(states)
  project = Project.find_by(identifier: identifier) ||
            Project.create!(name: '督办台账', identifier: identifier, is_public: false, enabled_module_names: ['issue_tracking'])
  project.enable_module!('issue_tracking')
  project.trackers |= [tracker]
  allow_all_changes(tracker, states, Role.givable.select { |each| each.has_permission?(:edit_issues) })
  field(KEY, 'string', tracker, project).update!(is_filter: true)
  LINES.each { |name| field(name, 'string', tracker, project, is_filter: true, searchable: true) }
  TEXTS.each { |name| field(name, 'text', tracker, project, searchable: true, full_width_layout: '1') }
  field(MEMORY, 'text', tracker, project, visible: false, roles: [role])
end
puts "项目 #{identifier} 已就绪。请把填报账号以角色“#{ROLE}”加入项目。"
