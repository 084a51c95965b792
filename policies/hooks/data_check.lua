-- Chỉ xác nhận thống nhất khi kết quả đối chiếu là thống nhất; còn lệch thì báo để sửa.
-- Consistency is confirmed only where the comparison says so.
return function(input)
  if input.document.fields.result == "consistent" then return true end
  return false, "Kết quả đối chiếu còn chỗ lệch: hãy báo chỗ không thống nhất"
end
