-- Drives h2hlint's server as somebody at the keyboard does: waits for marks, asks for actions, takes one, types on.
-- The path of the text, the command of the server, and the title of the action come by the environment.
local path = vim.env.H2HLINT_TEXT
local wanted = vim.env.H2HLINT_ACTION
local command = vim.split(vim.env.H2HLINT_SERVER, "\n")
local told = {}

local function tell(key, value)
  told[key] = value
end

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

local function await(what, test)
  if not vim.wait(20000, test, 20) then
    tell("waited in vain for", what)
    leave(1)
  end
end

vim.cmd("edit " .. vim.fn.fnameescape(path))
local id = vim.lsp.start_client({
  name = "h2hlint",
  cmd = command,
  root_dir = vim.fn.fnamemodify(path, ":h"),
  init_options = { uiLanguage = "en", language = "en" },
})
vim.lsp.buf_attach_client(0, id)
await("marks", function() return #marks() > 0 end)
tell("marks", marks())

-- the menu of actions: choose the wanted one
vim.ui.select = function(items, options, choose)
  local titles = {}
  local chosen = nil
  for number, item in ipairs(items) do
    local title = options.format_item(item)
    table.insert(titles, title)
    if title == wanted then chosen = number end
  end
  tell("actions", titles)
  choose(chosen and items[chosen] or nil, chosen)
end
local first = vim.diagnostic.get(0)[1]
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
local before = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
vim.lsp.buf.code_action()
await("the change", function() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n") ~= before end)
tell("text", table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n"))
await("no marks", function() return #marks() == 0 end)

-- what is typed later is marked too, in a buffer that was never saved
vim.api.nvim_buf_set_lines(0, -1, -1, false, { "", "😀 We make innovative lamps." })
await("a mark on what was typed", function() return #marks() == 1 end)
tell("typed", marks())

local hover = vim.lsp.buf_request_sync(0, "textDocument/hover", {
  textDocument = vim.lsp.util.make_text_document_params(),
  position = { line = vim.api.nvim_buf_line_count(0) - 1, character = 12 },
}, 20000)
tell("hover", hover[id].result.contents.value)
leave(0)
