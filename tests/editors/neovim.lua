-- Drives h2hlint's server as somebody at the keyboard does: waits for marks, asks for actions, takes one, types on.
-- The setup (the snippet of docs/editors.md), the text, and the title of the action come by the environment.
local wanted = vim.env.H2HLINT_ACTION
local told = {}

local function leave(code)
  vim.fn.writefile({ vim.fn.json_encode(told) }, vim.env.H2HLINT_TOLD)
  vim.cmd("cquit " .. code)
end

local function marks()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, { line = one.lnum, column = one.col, last = one.end_col, code = one.code, message = one.message, source = one.source })
  end
  return found
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
end

local function await(what, test)
  if not vim.wait(30000, test, 20) then
    told["waited in vain for"] = what
    leave(1)
  end
end

vim.cmd("filetype on")
dofile(vim.env.H2HLINT_SETUP)
vim.cmd("edit " .. vim.fn.fnameescape(vim.env.H2HLINT_TEXT))
await("marks", function() return #marks() > 0 end)
told.marks = marks()

-- the menu of actions: choose the wanted one
vim.ui.select = function(items, options, choose)
  told.actions = {}
  local chosen = nil
  for number, item in ipairs(items) do
    told.actions[number] = options.format_item(item)
    if told.actions[number] == wanted then chosen = number end
  end
  choose(chosen and items[chosen] or nil, chosen)
end
local first = vim.diagnostic.get(0)[1]
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
vim.lsp.buf.code_action()
await("no marks", function() return told.actions and #marks() == 0 end)
told.text = text()

-- what is typed later is marked too, without saving
vim.api.nvim_buf_set_lines(0, -1, -1, false, { "", "😀 We make innovative lamps." })
await("a mark on what was typed", function() return #marks() == 1 end)
told.typed = marks()

local answers = vim.lsp.buf_request_sync(0, "textDocument/hover", {
  textDocument = vim.lsp.util.make_text_document_params(),
  position = { line = vim.api.nvim_buf_line_count(0) - 1, character = 12 },
}, 30000)
for _, answer in pairs(answers) do
  told.hover = answer.result.contents.value
end
leave(0)
