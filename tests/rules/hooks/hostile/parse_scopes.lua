-- expect: Q605
-- Attacks: time of the compiler. Every name is searched through many scopes.
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
