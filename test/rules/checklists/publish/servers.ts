import type { Files } from './project.ts';

/** A server of everything: what it lacks, help is offered for. */
export const SERVER = (body: string, before = ''): string => `#!/usr/bin/env node
import express from 'express';
import pg from 'pg';
import { readFile } from 'node:fs/promises';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';
${before}
const key = process.env.WEATHER_TOKEN ?? '';
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
export function createServer() {
  const server = new McpServer({ name: 'weather', version: '1.2.0' });
  server.registerTool(
    'get_forecast',
    { title: 'Forecast', description: 'Reads the forecast of a town.', inputSchema: { town: z.string().describe('Its name'), days: z.number().optional().describe('How many') } },
    async ({ town }) => {
      ${body}
    },
  );
  server.registerTool(
    'add_station',
    { title: 'Station', description: 'Adds a station.', inputSchema: { place: z.string().describe('Where') }, annotations: { readOnlyHint: false } },
    async ({ place }) => {
      await pool.query('INSERT INTO users (email) VALUES ($1)', [place]);
      return { content: [{ type: 'text', text: 'added' }] };
    },
  );
  return server;
}
`;
export const FETCH =
  "const answer = await fetch('https://api.weather.dev/v1?town=' + encodeURIComponent(town), { headers: { Authorization: key } });\n      return { content: [{ type: 'text', text: await answer.text() }] };";
export const MAIN = `#!/usr/bin/env node
import { createServer } from './server.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express from 'express';
if (process.argv.includes('--http')) {
  const app = express();
  app.post('/mcp', async (request, response) => { await createServer().connect(new StreamableHTTPServerTransport({})); });
  app.listen(3000, '127.0.0.1');
} else await createServer().connect(new StdioServerTransport());
`;
const manifest = (more: object = {}) =>
  JSON.stringify(
    {
      name: 'weather-mcp',
      version: '1.2.0',
      bin: 'dist/index.js',
      repository: 'https://github.com/weather-dev/weather-mcp',
      dependencies: { '@modelcontextprotocol/sdk': '^1.24.0', express: '5', pg: '8', zod: '4' },
      ...more,
    },
    null,
    2,
  );

export const SCRIPT: Files = {
  'package.json': manifest(),
  'src/index.ts': MAIN,
  'src/server.ts': SERVER(FETCH),
  'migrations/1.sql': 'CREATE TABLE users (id serial, email text, place text);\n',
  'README.md': '# weather\n\nWeather for models.\n\n## License\n\nMIT\n',
};
export const LOCAL: Files = {
  'package.json': manifest(),
  'src/index.ts': MAIN.replace(/if \(process[\s\S]*else /, ''),
  'src/server.ts': SERVER("return { content: [{ type: 'text', text: town }] };").replace(
    /\nconst (?:key|pool)[^\n]*|\n\s*await pool[^\n]*/g,
    '',
  ),
};
export const PYTHON: Files = {
  'pyproject.toml':
    '[project]\nname = "weather-mcp"\nversion = "1.2.0"\ndependencies = ["fastmcp", "httpx"]\n[project.scripts]\nweather-mcp = "weather.server:main"\n',
  'src/weather/server.py': `import os
import sqlite3

import httpx
from fastmcp import FastMCP

mcp = FastMCP("weather")
db = sqlite3.connect("a.db")


@mcp.tool(annotations={"readOnlyHint": True})
async def get_forecast(town: str, days: int = 1) -> str:
    """Reads the forecast of a town."""
    token = os.environ.get("WEATHER_TOKEN", "")
    answer = await httpx.AsyncClient().get(f"https://api.weather.dev/v1/{town}", headers={"Authorization": token})
    db.execute("SELECT a FROM towns WHERE b = ?", (town,))
    return answer.text


def main():
    mcp.run()
`,
  'README.md': '# weather\n',
};
export const GO: Files = {
  'go.mod':
    'module github.com/weather-dev/weather-mcp\n\nrequire github.com/mark3labs/mcp-go v0.40.0\n',
  'main.go': `package main

import (
	"context"
	"os"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

func newServer() *server.MCPServer {
	s := server.NewMCPServer("weather", "1.2.0")
	s.AddTool(mcp.NewTool("get_forecast", mcp.WithDescription("Reads the forecast."), mcp.WithString("town", mcp.Required())), forecast)
	return s
}

func forecast(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	return mcp.NewToolResultText(os.Getenv("WEATHER_TOKEN")), nil
}

func main() { server.ServeStdio(newServer()) }
`,
};

export const REPORTING: Files = {
  ...SCRIPT,
  'package.json': manifest({
    dependencies: { '@modelcontextprotocol/sdk': '1', 'posthog-node': '5' },
  }),
  'src/server.ts': SERVER(FETCH, "import { PostHog } from 'posthog-node';\nnew PostHog('a');"),
};

export const PAGE: Files = {
  ...SCRIPT,
  'src/server.ts': SERVER(
    FETCH,
    "const app = express();\napp.get('/authorize', (request, response) => response.type('html').send(`<html><body><h1>${request.query.name}</h1></body></html>`));",
  ),
};

/** The same without types. */
export const JAVASCRIPT: Files = Object.fromEntries(
  Object.entries(SCRIPT).map(([name, text]) => [name.replace(/\.ts$/, '.js'), text]),
);
