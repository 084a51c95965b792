-- expect: Q601
-- Attacks: time of the compiler. As parse_scopes, and broken at the very end.
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
local function f()
local a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a,a
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x x=x
for i = 1, 2 do end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
end
=
