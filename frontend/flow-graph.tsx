/**
 * Every graph of the portal: the flow of a zone, the wiring of a composition (where wires can be made and cut),
 * what a plan will make. Layout by ELK, drawing and interaction by React Flow.
 */
import {
  Background,
  BackgroundVariant,
  type Connection,
  Controls,
  type Edge,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import type { ElkNode } from 'elkjs/lib/elk-api';
import { memo, useCallback, useEffect, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';

export interface GraphPort {
  id: string;
  label: string;
  hint: string;
}

export interface GraphNode {
  id: string;
  kind: string;
  title: string;
  subtitle: string;
  /** input, output, inside, create, update, delete, no-op: how the node is marked */
  mark: string;
  badge: string;
  inputs: GraphPort[];
  outputs: GraphPort[];
}

export interface GraphEdge {
  id: string;
  source: string;
  target: string;
  sourcePort: string;
  targetPort: string;
  label: string;
  tone: string;
}

export interface Graph {
  label: string;
  wiring: boolean;
  nodes: GraphNode[];
  edges: GraphEdge[];
}

type Drawn = Node<{ node: GraphNode; down: boolean; wiring: boolean }>;

const NARROW = 560;
const HEIGHT = 560;
/** Rows are flatter than ELK assumes. */
const FOLD = 2;
const ROW = 28;

function size(node: GraphNode): { width: number; height: number } {
  if (node.kind === 'block') {
    const longest = Math.max(0, ...node.inputs.map((p) => p.label.length)) + Math.max(0, ...node.outputs.map((p) => p.label.length));
    return {
      width: Math.min(460, Math.max(240, 64 + longest * 7.4)),
      height: 64 + ROW * Math.max(1, node.inputs.length, node.outputs.length),
    };
  }
  const text = Math.max(node.title.length * 8.6, node.subtitle.length * 6.8 + node.badge.length * 7.6);
  return { width: Math.min(320, Math.max(140, 62 + text)), height: 52 };
}

async function layOut(graph: Graph, down: boolean, aspectRatio: number): Promise<Drawn[]> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const root: ElkNode = {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': down ? 'DOWN' : 'RIGHT',
      'elk.layered.spacing.nodeNodeBetweenLayers': graph.wiring ? '120' : '56',
      'elk.spacing.nodeNode': graph.wiring ? '40' : '24',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.separateConnectedComponents': 'true',
      // A long chain is folded into rows, so that its names stay legible.
      'elk.aspectRatio': String(aspectRatio),
      'elk.layered.wrapping.strategy': graph.wiring || down ? 'OFF' : 'MULTI_EDGE',
      'elk.layered.wrapping.additionalEdgeSpacing': '24',
    },
    children: graph.nodes.map((node) => ({ id: node.id, ...size(node) })),
    edges: graph.edges.map((edge) => ({ id: edge.id, sources: [edge.source], targets: [edge.target] })),
  };
  const placed = await new Elk().layout(root);
  const places = new Map((placed.children ?? []).map((child) => [child.id, child]));
  return graph.nodes.map((node) => {
    const place = places.get(node.id);
    return {
      id: node.id,
      type: node.kind === 'block' ? 'block' : 'object',
      position: { x: place?.x ?? 0, y: place?.y ?? 0 },
      data: { node, down, wiring: graph.wiring },
      ...size(node),
      ariaLabel: [node.title, node.subtitle, node.badge].filter(Boolean).join(', '),
      deletable: false,
    };
  });
}

function icon(kind: string): string {
  switch (kind) {
    case 'dataset':
      return 'by:dataset';
    case 'recipe':
      return 'by:code';
    case 'block':
      return 'by:block';
    case 'folder':
    case 'project':
      return 'by:project';
    case 'zone':
      return 'by:rows';
    default:
      return 'by:flow';
  }
}

const ObjectNode = memo(({ data }: NodeProps<Drawn>) => {
  const { node, down, wiring } = data;
  return (
    <div className={`by-node by-${node.kind} by-mark-${node.mark}`}>
      {/* Among blocks that are wired, an object is data from outside: nothing leads to it. */}
      {!wiring && <Handle type="target" position={down ? Position.Top : Position.Left} isConnectable={false} />}
      <vaadin-icon icon={icon(node.kind)} aria-hidden="true" />
      <div className="by-node-text">
        <span className="by-node-title" title={node.title}>
          {node.title}
        </span>
        <span className="by-node-sub">
          {node.badge && <b>{node.badge}</b>} {node.subtitle}
        </span>
      </div>
      <Handle type="source" position={down ? Position.Bottom : Position.Right} isConnectable={false} />
    </div>
  );
});

const BlockNode = memo(({ data }: NodeProps<Drawn>) => {
  const { node, wiring } = data;
  const rows = Math.max(1, node.inputs.length, node.outputs.length);
  return (
    <div className="by-node by-block">
      <div className="by-block-head">
        <vaadin-icon icon="by:block" aria-hidden="true" />
        <div className="by-node-text">
          <span className="by-node-title">{node.title}</span>
          <span className="by-node-sub">{node.subtitle}</span>
        </div>
      </div>
      {Array.from({ length: rows }, (_, row) => (
        <div className="by-block-row" key={row} style={{ height: ROW }}>
          <span title={node.inputs[row]?.hint}>{node.inputs[row]?.label}</span>
          <span title={node.outputs[row]?.hint}>{node.outputs[row]?.label}</span>
        </div>
      ))}
      {node.inputs.map((port, row) => (
        <Handle
          key={port.id}
          id={port.id}
          type="target"
          position={Position.Left}
          isConnectable={wiring}
          style={{ top: 57 + ROW * row + ROW / 2 }}
        />
      ))}
      {node.outputs.map((port, row) => (
        <Handle
          key={port.id}
          id={port.id}
          type="source"
          position={Position.Right}
          isConnectable={wiring}
          style={{ top: 57 + ROW * row + ROW / 2 }}
        />
      ))}
    </div>
  );
});

const NODE_TYPES = { object: ObjectNode, block: BlockNode };

function drawnEdges(graph: Graph): Edge[] {
  return graph.edges.map((edge) => ({
    id: edge.id,
    source: edge.source,
    target: edge.target,
    sourceHandle: edge.sourcePort || null,
    targetHandle: edge.targetPort || null,
    label: edge.label || undefined,
    className: `by-edge by-tone-${edge.tone || 'plain'}`,
    type: graph.wiring ? 'default' : 'smoothstep',
    markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--by-edge)' },
    deletable: graph.wiring,
    focusable: graph.wiring,
    interactionWidth: 24,
  }));
}

interface Teller {
  (event: string, detail: Record<string, unknown>): void;
}

function Canvas({ graph, width, tell }: { graph: Graph; width: number; tell: Teller }) {
  const [nodes, setNodes] = useState<Drawn[]>([]);
  const flow = useReactFlow();
  const down = width < NARROW && !graph.wiring;

  useEffect(() => {
    let stale = false;
    void layOut(graph, down, Math.max(0.6, (width / HEIGHT) * FOLD)).then((laidOut) => {
      if (!stale) {
        setNodes(laidOut);
        requestAnimationFrame(() => void flow.fitView({ padding: 0.12, maxZoom: 1, duration: 0 }));
      }
    });
    return () => {
      stale = true;
    };
  }, [graph, down, width, flow]);

  const connected = useCallback(
    (wire: Connection) =>
      tell('wire-made', {
        source: wire.source,
        sourcePort: wire.sourceHandle ?? '',
        target: wire.target,
        targetPort: wire.targetHandle ?? '',
      }),
    [tell],
  );

  return (
    <ReactFlow
      nodes={nodes}
      edges={nodes.length > 0 ? drawnEdges(graph) : []}
      nodeTypes={NODE_TYPES}
      onConnect={connected}
      onNodesChange={(changes) =>
        setNodes((now) =>
          changes.reduce(
            (all, change) =>
              change.type === 'position' && change.position
                ? all.map((n) => (n.id === change.id ? { ...n, position: change.position! } : n))
                : change.type === 'select'
                  ? all.map((n) => (n.id === change.id ? { ...n, selected: change.selected } : n))
                  : all,
            now,
          ),
        )
      }
      onSelectionChange={({ nodes: chosen }) => {
        if (chosen.length === 1) {
          tell('node-pick', { id: chosen[0].id });
        }
      }}
      onEdgeClick={(_, edge) => tell('edge-pick', { id: edge.id })}
      onEdgesChange={(changes) => {
        for (const change of changes) {
          if (change.type === 'remove') {
            tell('wire-cut', { id: change.id });
          } else if (change.type === 'select' && change.selected) {
            tell('edge-pick', { id: change.id });
          }
        }
      }}
      nodesConnectable={graph.wiring}
      nodesDraggable
      minZoom={0.15}
      maxZoom={1.75}
      preventScrolling={false}
      zoomOnScroll={false}
      panOnScroll={false}
      ariaLabelConfig={{ 'node.a11yDescription.default': '', 'edge.a11yDescription.default': '' }}
    >
      <Background variant={BackgroundVariant.Dots} gap={16} size={1} />
      <Controls showInteractive={false} />
    </ReactFlow>
  );
}

export class FlowGraph extends HTMLElement {
  private root?: Root;
  private shown?: Graph;
  private width = 0;
  private readonly watcher = new ResizeObserver(() => {
    if (Math.abs(this.clientWidth - this.width) > 48) {
      this.width = this.clientWidth;
      this.draw();
    }
  });
  private readonly tell: Teller = (event, detail) => this.dispatchEvent(new CustomEvent(event, { detail }));

  connectedCallback(): void {
    this.root = createRoot(this);
    this.width = this.clientWidth;
    this.watcher.observe(this);
    this.draw();
  }

  disconnectedCallback(): void {
    this.watcher.disconnect();
    const root = this.root;
    this.root = undefined;
    setTimeout(() => root?.unmount());
  }

  set graph(graph: Graph) {
    this.shown = graph;
    this.draw();
  }

  private draw(): void {
    if (this.root && this.shown && this.width > 0) {
      this.setAttribute('role', 'group');
      this.setAttribute('aria-label', this.shown.label);
      this.root.render(
        <ReactFlowProvider>
          <Canvas graph={this.shown} width={this.width} tell={this.tell} />
        </ReactFlowProvider>,
      );
    }
  }
}

customElements.define('by-flow-graph', FlowGraph);

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'vaadin-icon': { icon: string; 'aria-hidden'?: 'true' };
    }
  }
}
