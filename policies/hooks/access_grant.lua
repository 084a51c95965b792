-- Tài khoản kiểm tra có ngày hết hạn chưa qua; cấp cho cấp trên thì phải có yêu cầu của họ.
-- Access for an inspection ends on a day to come; a superior gets it only when they have asked.
return function(input)
  local fields = input.document.fields
  if fields.last_day == nil or fields.last_day < input.today then
    return false, "Ngày cuối được xem đã qua"
  end
  if fields.for_whom ~= "school" and fields.request == nil then
    return false, "Chưa ghi yêu cầu của cấp trên"
  end
  return true
end
