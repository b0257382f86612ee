#!/usr/bin/env bash
# Installs Debian's Redmine and makes the database that the tests of reports/trackers/redmine copy: migrated,
# set up by redmine/setup.rb, with the users of the tests. Run as root; does nothing where all that was done.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
# A newer bundler, which came with an update of Ruby, refuses Debian's gems ("Could not find racc-1.6.2.gem").
export BUNDLER_VERSION=2.3.15

here=$(cd "$(dirname "$0")" && pwd)
setup=$here/../../../reports/trackers/redmine/setup.rb
template=/var/lib/crossyear-redmine/template.sqlite3
made_by=$(cat "$0" "$setup" | sha256sum)

are_installed() {
    local package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || return 1
    done
}

install_packages() {
    debconf-set-selections <<'ANSWERS'
redmine redmine/instances/default/dbconfig-install boolean true
redmine redmine/instances/default/database-type select sqlite3
redmine redmine/instances/default/default-language select zh
redmine redmine/current-instances string default
ANSWERS
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends redmine redmine-sqlite thin >/dev/null
}

in_redmine() { # runs one of Redmine's commands on the new database; SCHEMA keeps Rails from writing beside its code
    (cd /usr/share/redmine && runuser -u www-data -- env REDMINE_INSTANCE=default RAILS_ENV=production \
        REDMINE_LANG=zh SCHEMA=/dev/null DATABASE_URL="sqlite3:$template.new" "$@")
}

make_template() {
    install -d -o www-data -g www-data "$(dirname "$template")"
    rm -f "$template" "$template.new"
    in_redmine bin/rake db:migrate >/dev/null
    in_redmine bin/rake redmine:load_default_data >/dev/null
    in_redmine bin/rails runner - duban <"$setup" >/dev/null
    in_redmine bin/rails runner - <<'RUBY'
people = {'feeder' => '台账填报', 'colleague' => '管理人员'}
people.each do |login, role|
  user = User.new(firstname: login, lastname: login, mail: "#{login}@example.org", mail_notification: 'none')
  user.login = login
  user.random_password
  user.save!
  user.api_key # makes one
  Member.create!(project: Project.find('duban'), principal: user, roles: [Role.find_by!(name: role)])
end
# A project that nobody has set up.
Project.create!(name: '空项目', identifier: 'bare', is_public: true, enabled_module_names: ['issue_tracking'])
RUBY
    mv "$template.new" "$template"
    echo "$made_by" >"$template.by"
}

are_installed redmine redmine-sqlite thin || install_packages
[[ -f $template && $(cat "$template.by" 2>/dev/null) == "$made_by" ]] || make_template
