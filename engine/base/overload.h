// Overload: one visitor out of several lambdas, for exhaustive std::visit.
#pragma once

namespace quyche {

template <class... F>
struct Overload : F... {
  using F::operator()...;
};
template <class... F>
Overload(F...) -> Overload<F...>;

}  // namespace quyche
