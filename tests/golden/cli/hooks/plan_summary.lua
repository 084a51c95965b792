-- Kế hoạch bài dạy nộp lên phải nêu yêu cầu cần đạt, không để trống cho có.
-- A lesson plan that is handed in says what pupils should achieve, in more than a word.
return function(input)
  local outcomes = input.document.fields.outcomes
  if outcomes and (utf8.len(outcomes) or 0) < 10 then
    return false, "Yêu cầu cần đạt quá ngắn, hãy nêu cụ thể học sinh làm được gì"
  end
  return true
end
