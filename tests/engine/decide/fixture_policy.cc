#include <iostream>

#include "engine/base/check.h"
#include "rules/diagnostics/render.h"
#include "rules/policy/load.h"
#include "tests/engine/decide/fixture.h"

namespace quyche::test {
namespace {

constexpr const char* yaml = R"(
regulation: test.records
title: Quy chế để thử
effective: {from: 2024-08-01, to: 2026-07-31}
school_year_starts: 01/8
calendar: vn.hai-phong

roles:
  teacher: {title: {vi: Giáo viên, en: Teacher}, within: unit}
  team_lead: {title: {vi: Tổ trưởng, en: Team lead}, within: unit, delegate_to: [teacher]}
  principal: {title: {vi: Hiệu trưởng, en: Principal}, delegate_to: [vice], cite: Điều 2}
  vice: {title: {vi: Phó hiệu trưởng, en: Vice principal}, delegate_to: [clerk]}
  clerk: {vi: Văn thư, en: Clerk}
  auditor: {vi: Thanh tra, en: Auditor}
  board: {title: {vi: Ban giám hiệu, en: Board}, any_of: [principal, vice]}

parameters:
  summary_words: {title: Số từ tóm tắt, unit: times, value: 20, cite: Điều 10}
  tries: {title: Số lần, unit: times, value: 0, open: true, cite: Điều 10}
  report_in: {title: Hạn báo cáo, unit: hours, delegated: true, cite: Điều 10}

administration:
  people: {by: principal, cite: Điều 1.1}
  policy: {by: principal, cite: Điều 1.2}

documents:
  plan:
    title: {vi: Kế hoạch, en: Plan}
    cite: Điều 3
    owner: teacher
    fields:
      lesson_date: {type: date, called: [dạy], required: true, cite: Điều 3.1}
      subject: {type: code}
      pages: {type: integer}
      shared: {type: boolean}
      week: {type: week}
      starts_at: {type: date_time}
      grade: {type: choice, choices: [one, two]}
      notes: {type: text, editable_in: approved}
    attachments: {plan: Bản kế hoạch, annex: Phụ lục}
    workflow:
      states:
        draft: {title: {vi: Soạn thảo, en: Draft}, editable: true}
        submitted: {vi: Đã nộp, en: Submitted}
        checked: {vi: Đã kiểm tra, en: Checked}
        approved: {title: {vi: Đã duyệt, en: Approved}, final: true}
      actions:
        submit:
          from: draft
          to: submitted
          by: owner
          needs: [{attachment: plan, cite: Điều 3.2}, {field: subject, cite: Điều 3.3}]
        check: {from: submitted, to: checked, by: team_lead, needs: [{not_same_person_as: owner}]}
        approve: {from: checked, to: approved, by: board, needs: [{not_same_person_as: check}]}
        return: {from: [submitted, checked], to: draft, by: [team_lead, board], needs: [reason]}
    duty: {each: teacher, every: school_week, dated_by: lesson_date}
    deadlines:
      ahead:
        counts: [submitted, checked]
        due: trước ít nhất 3 ngày trước khi dạy
        reading: date_difference
        remind: [2 ngày trước, 1 ngày trước]
        when_missed: {flag: late, notify: [owner, team_lead]}
        cite: Điều 12

  card:
    title: Học bạ
    cite: Điều 4
    owner: teacher
    fields: {mark: {type: code}}
    attachments: {scan: Bản chụp}
    paper_steps:
      print: {title: In, by: owner, cite: Điều 4.1}
      seal: {title: Đóng dấu, by: clerk, evidence: required, cite: Điều 4.2}
    signing:
      by: [owner, principal]
      needs: [{paper: [print, seal]}]
      cite: Điều 4.3
    workflow:
      states: {draft: {title: Đang ghi, editable: true}, filled: Đã ghi, done: {title: Xong, final: true}}
      actions:
        fill: {from: draft, to: filled, by: owner, needs: [{signed_by: actor}]}
        back: {from: filled, to: draft, by: owner}
        finish:
          from: [draft, filled]
          to: done
          by: principal
          needs: [{paper: [print, seal]}, {signed_by: [owner, principal]}]

  minutes:
    title: Biên bản
    cite: Điều 5
    owner: teacher
    fields: {topic: {type: code}}
    attachments: {file: Tệp}
    workflow:
      states: {open: {title: Mở, editable: true}, done: {title: Xong, final: true}}
      actions:
        all: {from: open, to: done, needs: [{approvals: {all_of: [owner, board, principal]}}]}
        any: {from: open, to: done, needs: [{approvals: {any_of: [principal, clerk]}}]}
        two: {from: open, to: done, needs: [{approvals: {at_least: 2, of: [principal, vice, clerk]}}]}
        same: {from: open, to: done, needs: [{approvals: {all_of: [principal, board], same_person: allowed}}]}
        after_all: {from: done, to: done, by: owner}

  report:
    title: Báo cáo
    cite: Điều 6
    owner: teacher
    workflow:
      states: {open: Mở, done: {title: Xong, final: true}}
      actions:
        own: {from: open, to: done, by: owner, needs: [{document: {type: plan, in: approved, same: owner}}]}
        team: {from: open, to: done, by: owner, needs: [{document: {type: plan, in: approved, same: unit}}]}
        any: {from: open, to: done, by: owner, needs: [{document: {type: plan, in: [checked, approved]}}]}

  order:
    title: Lệnh
    cite: Điều 7
    owner: board
    about: any
    fields: {target: {type: code}}
    workflow:
      states: {open: {title: Mở, editable: true}, done: {title: Xong, final: true}}
      actions:
        lock: {from: open, to: open, by: owner, does: {lock: about}}
        unlock: {from: open, to: open, by: owner, does: {unlock: about}}
        allow: {from: open, to: open, by: owner, does: {unlock_once: about}}
        allow_field: {from: open, to: open, by: owner, does: {unlock_once: {document: about, field_named_by: target}}}
        seal: {from: open, to: open, by: owner, does: {lock: this}}
        mark: {from: open, to: open, by: owner, does: [{flag: {name: suspect, document: about}}, {flag: urgent}]}
        tell: {from: open, to: open, by: owner, does: {notify: [owner, clerk, auditor]}}
        tell_nobody: {from: open, to: open, by: owner, does: {notify: auditor}}
        note: {from: open, to: open, by: clerk, does: {open: {document: note, owner: actor}}}
        note_own: {from: open, to: open, by: clerk, does: {open: note}}
        close: {from: open, to: done, by: owner, needs: [{about: {in: approved}}]}

  note:
    title: Phiếu
    cite: Điều 8
    owner: clerk
    about: [order]
    workflow:
      states: {open: Mở, done: {title: Xong, final: true}}
      actions: {close: {from: open, to: done, by: owner}}

  gate:
    title: Đợt nộp
    cite: Điều 9
    owner: teacher
    fields: {starts: {type: date, called: [bắt đầu]}, ends: {type: date, called: [kết thúc]}}
    workflow:
      states: {open: {title: Mở, editable: true}, done: {title: Xong, final: true}}
      actions:
        enter:
          from: open
          to: done
          by: owner
          needs:
            - window: {opens: 1 ngày trước bắt đầu, closes: 1 ngày trước kết thúc, reading: date_difference}
        yearly: {from: open, to: done, by: owner, needs: [{window: {closes: trước ngày 05/9 hàng năm}}]}
        hooked: {from: open, to: done, by: owner, needs: [{hook: hooks/plan_summary.lua}]}
        watched: {from: open, to: done, by: auditor}
    deadlines:
      first: {counts: done, due: 1 ngày trước bắt đầu, reading: date_difference}
      second: {counts: done, due: 1 ngày trước kết thúc, reading: date_difference}

  session:
    title: Tiết dạy
    cite: Điều 11
    owner: teacher
    fields: {starts_at: {type: date_time, called: [vào tiết]}}
    workflow:
      states: {open: {title: Mở, editable: true}, done: {title: Xong, final: true}}
      actions: {close: {from: open, to: done, by: owner}}
    deadlines:
      hours: {counts: done, due: 3 ngày trước khi vào tiết, reading: instant}
      days: {counts: done, due: 3 ngày trước khi vào tiết, reading: date_difference}
)";

}  // namespace

std::string fixture_yaml() { return yaml; }

std::shared_ptr<const Policy> load_text(const std::string& text) {
  const auto source = std::make_shared<const rules::Source>(QUYCHE_SOURCE_DIR "/policies/test.yaml", text);
  rules::Findings findings;
  auto policy = rules::load_policy(source, findings);
  if (policy == nullptr)
    for (const rules::Diagnostic& one : findings.sorted())
      std::cerr << render_human(one, {Lang::en, false}) << "\n";
  CHECK(policy != nullptr, "the policy of a test loads");
  return policy;
}

std::shared_ptr<const Policy> fixture_policy() {
  static const std::shared_ptr<const Policy> policy = load_text(yaml);
  return policy;
}

}  // namespace quyche::test
