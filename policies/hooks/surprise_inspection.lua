-- Kiểm tra đột xuất: "không có bản in kế hoạch dạy học và không có bản mềm kế hoạch bài dạy" (mục II.3). Đọc đúng chữ "và":
-- chỉ lập biên bản khi thiếu cả hai; muốn lập khi thiếu một trong hai thì đổi `both` thành false. Giáo viên không có máy
-- tính được in kế hoạch bài dạy ra giấy, nên bản in ấy cũng tính là có.
-- A violation is recorded when both plans are missing ("and"); a lesson plan that was rightly printed counts as there.
local both = true

return function(input)
  local fields = input.document.fields
  local no_teacher_plan = fields.teacher_plan_printed == false
  local no_lesson_plan = fields.lesson_plan_copy == "none"
  if no_teacher_plan and no_lesson_plan then return true end
  if not both and (no_teacher_plan or no_lesson_plan) then return true end
  if both then return false, "Chỉ lập biên bản khi thiếu cả bản in kế hoạch dạy học lẫn kế hoạch bài dạy" end
  return false, "Không thiếu kế hoạch nào: không lập biên bản"
end
