#include "adapters/cli/archive_page.h"

#include <map>
#include <sstream>

#include "adapters/archive/format.h"
#include "adapters/cli/event_words.h"
#include "adapters/cli/html.h"
#include "adapters/cli/words.h"
#include "engine/due/duty_period.h"
#include "engine/school/in_force.h"
#include "engine/view/late.h"

namespace quyche::cli {
namespace {

// A page that a browser still opens at once. What is not on it stands in events.jsonl.
constexpr std::size_t documents_listed_max = 20'000;
constexpr std::size_t histories_max = 2'000;

constexpr const char* style =
    "body{font:16px/1.5 system-ui,sans-serif;color:#1c2430;background:#fff;max-width:72rem;margin:2rem auto;"
    "padding:0 1.5rem}h1{font-size:1.7rem;margin-bottom:.2rem}h2{font-size:1.2rem;margin-top:2.2rem;"
    "border-bottom:1px solid #c9d2dd;padding-bottom:.2rem}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.35rem .7rem .35rem 0;border-bottom:1px solid #e6ebf1}"
    "th{font-size:.85rem;color:#475569}.en{color:#64748b;font-size:.85em}.late{color:#a61b1b}.kept{color:"
    "#17663a}code{font:.85em ui-monospace,monospace;overflow-wrap:anywhere}summary{cursor:pointer}"
    "ol{margin:.4rem 0;padding-left:3.4rem;font-size:.9rem}nav a{margin-right:1rem}"
    ".note{background:#f4f6f9;padding:.7rem 1rem;border-radius:.4rem}"
    "@media print{summary{list-style:none}nav{display:none}}";

class Page {
 public:
  explicit Page(const archive::PageSource& source)
      : source_(source),
        policy_(*in_force_at(source.world.policies, school(), school().last_at).policy),
        events_{source.world, [this](const PersonId& person) { return name(person); }, source.text} {}

  Outcome<std::string> html() {
    for (const DocumentType& type : policy_.documents) rows_[type.id];  // the present types first to be known
    std::optional<Error> fault;
    school().documents.each([&](const Document& document) {
      if (fault) return;
      if (auto added = add_document(document); !added) fault = added.error();
    });
    if (fault) return tl::unexpected(*fault);
    head();
    policies();
    people();
    late();
    documents();
    out_ += "</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  const SchoolState& school() const { return source_.world.school; }
  std::string name(const PersonId& person) const { return source_.people.name(person); }

  // Vietnamese, and English where it is other words.
  static std::string pair(const std::string& vi, const std::string& en) {
    return html_text(vi) + (en.empty() || en == vi ? "" : " " + html_element("span", "en", html_text(en)));
  }
  static std::string both(const std::string& label, const std::vector<std::string>& args = {}) {
    return pair(render(label, Lang::vi, args), render(label, Lang::en, args));
  }
  static std::string title(const Title& title, const std::string& id) {
    return title.vi.empty() ? html_text(id) : pair(title.vi, title.en);
  }
  // Somebody's own words stand apart from the text around them, whichever way they are written.
  static std::string own(const std::string& text) { return html_element("bdi", "", html_text(text)); }
  std::string when(Instant at) const { return html_text(vi_.when(at, policy_.zone)); }
  static std::string row(const std::vector<std::string>& cells, const char* cell = "td") {
    std::string text;
    for (const std::string& one : cells) text += html_element(cell, "", one);
    return html_element("tr", "", text) + '\n';
  }
  void section(const std::string& id, const std::string& heading) {
    out_ += "<h2 id=\"" + id + "\">" + heading + "</h2>\n";
  }
  void table(const std::vector<std::string>& header, const std::string& rows) {
    out_ += "<table>\n<thead>" + row(header, "th") + "</thead>\n<tbody>\n" + rows + "</tbody>\n</table>\n";
  }
  // The file under its name, or the name's beginning where most of it is a hash.
  static std::string link(const std::string& file) {
    constexpr std::size_t shown = 20;
    const std::string name = file.size() <= 2 * shown ? file : file.substr(0, shown) + "…";
    return "<a href=\"" + file + "\">" + name + "</a>";
  }

  void head() {
    const std::string id = html_text(school().id.value);
    out_ =
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>" +
        html_text(render("archive.page.title", Lang::vi, std::vector<std::string>{school().id.value})) +
        "</title>\n<style>" + style + "</style>\n</head>\n<body>\n<h1>" +
        both("archive.page.title", {school().id.value}) + "</h1>\n<p>" +
        both("archive.page.span",
             {vi_.when(school().opened_at, policy_.zone), vi_.when(school().last_at, policy_.zone),
              std::to_string(source_.events), std::to_string(school().documents.size())}) +
        "</p>\n";
    out_ += "<p class=\"note\">" + both("archive.page.signed", {std::to_string(source_.checkpoint_size)}) +
            "<br><code>" + source_.root.text() + "</code><br>" + both("archive.page.verify") +
            " <code>python3 verify.py</code> (" + link(archive::readme_file) + ")";
    if (!source_.vault) out_ += "<br>" + both("archive.page.no_vault");
    out_ += "</p>\n<nav>";
    for (const char* part : {"policies", "people", "late", "documents"})
      out_ += "<a href=\"#" + std::string(part) + "\">" + both("archive.page." + std::string(part)) + "</a>";
    out_ += "</nav>\n";
  }

  void policies() {
    std::string rows;
    for (const Adoption& adoption : school().adopted) {
      const Policy& policy = *source_.world.policies.find(adoption.policy);
      std::string files = link(archive::policy_file(adoption.policy));
      if (policy.calendar) files += "<br>" + link(archive::calendar_file(adoption.policy));
      rows += row({when(adoption.since), title(policy.title, policy.regulation.value),
                   html_text(policy.effective_from.text()) +
                       (policy.effective_to ? " – " + html_text(policy.effective_to->text()) : ""),
                   "<code>" + files + "</code>"});
    }
    section("policies", both("archive.page.policies"));
    table({both("archive.page.since"), both("archive.page.policy"), both("archive.page.effective"),
           both("archive.page.files")},
          rows);
  }

  void people() {
    std::string rows;
    for (const auto& [id, person] : school().people) {
      std::string roles;
      for (const Assignment& held : person.roles) {
        const Role* role = policy_.role(held.role);
        roles += (roles.empty() ? "" : "<br>") +
                 (role == nullptr ? html_text(held.role.value) : title(role->title, held.role.value)) +
                 (held.unit.empty() ? "" : " (" + html_text(held.unit.value) + ")");
      }
      if (person.left) roles = both("archive.page.left");
      rows += row({"<code>" + html_text(id.value) + "</code>", own(name(id)),
                   "<code>" + own(source_.people.account(id)) + "</code>", roles});
    }
    section("people", both("archive.page.people"));
    table({both("archive.page.id"), both("archive.page.name"), both("archive.page.account"),
           both("archive.page.roles")},
          rows);
  }

  void late() {
    std::string rows;
    for (const LateItem& item : late_items(source_.world)) {
      const Document* document = school().document(item.document);
      const Policy* policy = document == nullptr ? &policy_ : source_.world.policies.find(document->policy);
      const DocumentType* type = policy->document(item.type);
      rows += row({when_closes(item.closes), own(name(item.person)),
                   (type == nullptr ? html_text(item.type.value) : title(type->title, item.type.value)) +
                       ' ' + period(duty_period_of(item), *policy, type),
                   item.document.empty() ? both("late.never_created")
                                         : "<a href=\"#d-" + html_text(item.document.value) + "\"><code>" +
                                               html_text(item.document.value) + "</code></a>",
                   item.completed ? both("late.completed", {vi_.when(*item.completed, policy->zone)}) : "",
                   html_text(item.clause.article)});
    }
    section("late", both("archive.page.late"));
    if (rows.empty()) {
      out_ += "<p>" + both("late.none") + "</p>\n";
      return;
    }
    table({both("label.due"), both("label.who"), both("label.document"), both("archive.page.id"),
           both("archive.page.done"), both("label.clause")},
          rows);
  }

  void documents() {
    section("documents", both("archive.page.documents"));
    if (listed_ < school().documents.size())
      out_ += "<p class=\"note\">" + both("archive.page.not_all", {std::to_string(listed_)}) + "</p>\n";
    for (const auto& [id, rows] : rows_) {
      if (rows.empty()) continue;
      const DocumentType* type = policy_.document(id);
      out_ += "<h3>" + (type == nullptr ? html_text(id.value) : title(type->title, id.value)) + "</h3>\n";
      table({both("label.document"), both("label.who"), both("archive.page.period"),
             both("archive.page.state"), both("archive.page.deadlines")},
            rows);
    }
  }

  Outcome<void> add_document(const Document& document) {
    if (listed_ == documents_listed_max) return {};
    ++listed_;
    const Policy* policy = source_.world.policies.find(document.policy);
    const DocumentType* type = policy == nullptr ? nullptr : policy->document(document.type);
    const State* state = type == nullptr ? nullptr : type->workflow.state(document.state);
    std::string id =
        "<code id=\"d-" + html_text(document.id.value) + "\">" + html_text(document.id.value) + "</code>";
    if (listed_ <= histories_max) {
      const auto steps = history(document.id);
      if (!steps) return tl::unexpected(steps.error());
      id = "<details><summary>" + id + "</summary><ol>" + *steps + "</ol></details>";
    }
    std::string deadlines;
    for (const auto& [deadline, then] : document.deadlines)
      deadlines += (deadlines.empty() ? "" : "<br>") + deadline_words(type, deadline, then);
    std::string stands =
        state == nullptr ? html_text(document.state.value) : title(state->title, document.state.value);
    if (document.locked()) stands += "<br>" + both("status.locked");
    rows_[document.type] += row(
        {id, own(name(document.owner)),
         period(duty_period_of(document), policy == nullptr ? policy_ : *policy, type), stands, deadlines});
    return {};
  }

  Outcome<std::string> history(const DocumentId& id) const {
    const auto events = source_.history(id);
    if (!events) return tl::unexpected(events.error());
    std::string steps;
    for (const Event& event : *events) {
      std::string who = event.by.empty() ? both("label.time") : own(name(event.by));
      if (!event.on_behalf_of.empty()) who += ' ' + both("label.on_behalf_of", {name(event.on_behalf_of)});
      steps +=
          "<li value=\"" + std::to_string(event.seq) + "\">" + when(event.at) + " · " + who + " · " +
          html_element("bdi", "", pair(event_words(vi_, events_, event), event_words(en_, events_, event))) +
          (event.clause.empty() ? "" : " · " + html_text(event.clause.article)) + "</li>\n";
    }
    return steps;
  }

  std::string deadline_words(const DocumentType* type, const DeadlineId& id,
                             const DeadlineState& then) const {
    static constexpr const char* labels[] = {"test.due.pending", "test.due.met", "test.due.missed",
                                             "test.due.met_late"};
    const Deadline* deadline = type == nullptr ? nullptr : type->deadline(id);
    const bool broken = then.status == DeadlineStatus::missed || then.status == DeadlineStatus::met_late;
    return (deadline == nullptr          ? html_text(id.value)
            : deadline->title.vi.empty() ? html_text(deadline->due.phrase)
                                         : title(deadline->title, id.value)) +
           ": " + when_closes(then.due.closes) + " – " +
           html_element("span",
                        broken                                   ? "late"
                        : then.status == DeadlineStatus::pending ? ""
                                                                 : "kept",
                        both(labels[static_cast<std::size_t>(then.status)]));
  }

  std::string when_closes(Instant closes) const { return html_text(vi_.closing(closes, policy_.zone)); }
  static std::string period(const DutyPeriod& period, const Policy& policy, const DocumentType* type) {
    return pair(period_words(period, policy, type, Lang::vi), period_words(period, policy, type, Lang::en));
  }

  const archive::PageSource& source_;
  const Policy& policy_;  // in force at the end
  EventSource events_;
  std::ostringstream nowhere_;
  Context vi_{nowhere_, nowhere_, Lang::vi};
  Context en_{nowhere_, nowhere_, Lang::en};
  std::map<DocumentTypeId, std::string> rows_;
  std::size_t listed_ = 0;
  std::string out_;
};

}  // namespace

Outcome<std::string> archive_page(const archive::PageSource& source) { return Page(source).html(); }

}  // namespace quyche::cli
