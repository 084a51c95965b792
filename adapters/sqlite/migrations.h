// The tables as they were and are, and the steps from one version to the next.
#pragma once

namespace quyche::sqlite {

// Of version 2 and of today, the marks (file_mark.h) apart: frozen until a version changes one of them.
extern const char* const tables_since_2;

}  // namespace quyche::sqlite
