-- Hồ sơ trẻ chỉ kết thúc khi đã hết năm cuối khóa và đủ thông tin toàn khóa (mục II.3b của Trường Mầm non Thái Học).
-- A child's record is completed only after the course has ended and when it holds all of the course.
return function(input)
  local fields = input.document.fields
  if fields.complete ~= true then return false, "Chưa đủ thông tin toàn khóa" end
  if fields.course_end == nil or input.today < fields.course_end then
    return false, "Chưa kết thúc năm cuối khóa"
  end
  return true
end
