-- Năm học 2024-2025 làm học bạ điện tử cho lớp 1 đến lớp 4; lớp 5 từ các năm sau (Điều 2 của Trường Tiểu học Thượng Vũ).
-- Electronic report cards: grades 1 to 4 in 2024-2025, grade 5 from the following years.
return function(input)
  local grade = input.document.fields.grade
  local last = 5
  if input.document.school_year < "2025-2026" then last = 4 end
  if grade ~= nil and grade >= 1 and grade <= last then return true end
  return false, string.format("Năm học %s chỉ làm học bạ điện tử cho lớp 1 đến lớp %d", input.document.school_year, last)
end
