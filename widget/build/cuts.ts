// What is left out of Preact's source: everything but elements, their texts, attributes and listeners.

/** A stretch of a file, from one text up to another, and what stands there instead. */
export interface Cut {
  file: string;
  from: string;
  to: string;
  by: string;
}

const RENDER = "render.js";
const CREATE = "create-element.js";
const COMPONENT = "component.js";
const DIFF = "diff/index.js";
const CHILDREN = "diff/children.js";
const PROPS = "diff/props.js";

export const CUTS: Cut[] = [
  // Components and what suspends them: the one function that is ever a type is the fragment around all.
  {
    file: COMPONENT,
    from: "export function BaseComponent(",
    to: "/**\n * @param {import('./internal').VNode} vnode\n * @param {number | null} [childIndex]",
    by: "export function BaseComponent() {}\n",
  },
  {
    file: COMPONENT,
    from: "\t// If we get here, we have not found a DOM node",
    to: "}\n\n/**\n * Trigger in-place re-rendering",
    by: "\treturn NULL;\n",
  },
  {
    file: DIFF,
    from: "\t// If the previous diff bailed out, resume",
    to: "\t} else {\n\t\toldDom = newVNode._dom = diffElementNodes(",
    by: `
  if (typeof newType == 'function') {
    oldDom = diffChildren(parentDom, newVNode.props.children, newVNode, oldVNode, oldDom);
`,
  },
  { file: DIFF, from: "\tif ((tmp = options.diffed))", to: "\treturn oldDom;", by: "" },
  {
    file: CHILDREN,
    from: "\t\t} else if (typeof childVNode.type == 'function' && result",
    to: "\t\t} else if (newDom) {",
    by: "",
  },
  {
    file: CHILDREN,
    from: "\tif (typeof parentVNode.type == 'function') {",
    to: "\t\tlet dom = parentVNode._dom;",
    by: "\t{\n",
  },
  // References to elements.
  {
    file: CREATE,
    from: "\t\tif (i == 'key') key = props[i];",
    to: "normalizedProps[i] = props[i];",
    by: "\t\t",
  },
  { file: CREATE, from: "\t\tkey,\n\t\tref,\n\t\t_children", to: "_children", by: "\t\t" },
  { file: CREATE, from: "\t\t_depth: 0,", to: "\t\t_dom: NULL", by: "" },
  { file: CREATE, from: "\t\t_component: NULL,", to: "\t\tconstructor: VNODE_MARKER", by: "" },
  { file: CREATE, from: "\t\t_original: original", to: "\t\t_index: -1", by: "" },
  { file: CREATE, from: "\t// Only invoke the vnode hook", to: "\treturn vnode;", by: "" },
  {
    file: CHILDREN,
    from: "\t\t// A ref detached while its subtree",
    to: "\t\tfirstChildDom = firstChildDom",
    by: "",
  },
  { file: DIFF, from: "\tif (options.unmount)", to: "\tif (!skipRemove) removeNode", by: "" },
  {
    file: RENDER,
    from: "\t// Flush all queued effects",
    to: "\t// The live children are tracked",
    by: "",
  },
  // Taking over elements that are there already.
  {
    file: RENDER,
    from: "\t// https://github.com/preactjs/preact/issues/3794",
    to: "\tparentDom._children = createVNode(Fragment",
    by: "\tlet oldVNode = parentDom._children;\n",
  },
  {
    file: RENDER,
    from: "\t// List of effects that need to be called",
    to: "\tdiff(",
    by: "",
  },
  {
    file: RENDER,
    from: "\t\tEMPTY_OBJ,\n\t\tparentDom.namespaceURI,",
    to: "\t\tcommitQueue,\n",
    by: "",
  },
  {
    file: RENDER,
    from: "\t\toldVNode ? oldVNode._dom : parentDom.firstChild",
    to: "\t);",
    by: "\t\toldVNode && oldVNode._dom\n",
  },
  {
    file: DIFF,
    from: "\t\texcessDomChildren =\n\t\t\tnodeType == 'textarea'",
    to: "\t\tfor (i in oldProps) {",
    by: "",
  },
  {
    file: DIFF,
    from: "(!isHydrating || dom.data",
    to: ") {\n\t\t\tdom.data",
    by: "dom.data != newProps",
  },
  {
    file: DIFF,
    from: "\t\t\t\t(!isHydrating || typeof value == 'function') &&",
    to: "\t\t\t\toldProps[i] !== value",
    by: "",
  },
  {
    file: DIFF,
    from: "\t\t\t\texcessDomChildren\n\t\t\t\t\t? excessDomChildren[0]",
    to: "oldVNode._children && getDomSibling",
    by: "",
  },
  {
    file: DIFF,
    from: "\t\t\t// Remove children that are not part of any vnode.",
    to: "\t\t}\n\n\t\t// As above",
    by: "",
  },
  // HTML as text: what cannot be written cannot be injected.
  {
    file: DIFF,
    from: "\t\t\tif (i == 'dangerouslySetInnerHTML') {\n\t\t\t\toldHtml = value;",
    to: "\n\t\t\t\ti != 'children' &&\n\t\t\t\t!(i in newProps)",
    by: "\t\t\tif (",
  },
  {
    file: DIFF,
    from: " &&\n\t\t\t\t!(i == 'value' && 'defaultValue'",
    to: "\n\t\t\t) {\n\t\t\t\tsetProperty(dom, i, NULL",
    by: "",
  },
  {
    file: DIFF,
    from: "\t\tif (newHtml) {",
    to: "\t\t\tdiffChildren(\n\t\t\t\tparentDom,",
    by: "\t\t{\n",
  },
  // Values of fields that are kept by the program, inline styles, and templates.
  {
    file: DIFF,
    from: "\t\t\t} else if (i == 'dangerouslySetInnerHTML') {\n\t\t\t\tnewHtml = value;",
    to: "\t\t\t} else if (\n\t\t\t\toldProps[i]",
    by: "",
  },
  {
    file: DIFF,
    from: "\t\t// As above, don't diff props during hydration",
    to: "\t}\n\n\treturn dom;",
    by: "",
  },
  {
    file: DIFF,
    from: "(nodeType == 'template' && dom.content) || dom;",
    to: "\n",
    by: "dom;",
  },
  { file: PROPS, from: "\tif (name == 'style') {", to: "if (name[0] == 'o'", by: "\t" },
  // Drawings and formulas, frames, and elements of a page's own.
  {
    file: DIFF,
    from: "\t// Tracks entering and exiting namespaces",
    to: "\tif (!dom) {",
    by: "",
  },
  {
    file: DIFF,
    from: "\t\tconst doc = parentDom.ownerDocument",
    to: "\t}\n\n\tif (!nodeType) {\n\t\t// During hydration",
    by: `
    if (!nodeType) return document.createTextNode(newProps);
    dom = document.createElement(nodeType);
`,
  },
  {
    file: PROPS,
    from: "\t\tif (namespace == SVG_NAMESPACE) {",
    to: "if (\n\t\t\tname != 'width'",
    by: "\t\t",
  },
  {
    file: PROPS,
    from: "\t\t\tname != 'width' &&",
    to: "\t\t\t// Default value in browsers",
    by: "",
  },
  { file: PROPS, from: "\t\t\tname != 'download' &&", to: "\t\t\tname != 'role'", by: "" },
  // Listeners that catch events on their way down, and events that are late.
  {
    file: PROPS,
    from: "\t\tif (typeof value != 'function') value = NULL;",
    to: "\t} else {\n\t\tif (\n",
    by: `
    name = name.slice(2).toLowerCase();
    dom.removeEventListener(name, oldValue);
    dom.addEventListener(name, value);
`,
  },
  // Lists: a child stays the child in its place, or is another.
  {
    file: CHILDREN,
    from: "\t\t} else if (isArray(childVNode)) {",
    to: "\t\t} else {\n\t\t\tnewChildren[i] = childVNode;",
    by: "",
  },
  {
    file: CHILDREN,
    from: "\t\tconst skewedIndex = i + skew;",
    to: "\t\tfor (i = 0; i < oldChildrenLength; i++) {",
    by: `
    childVNode._parent = newParentVNode;
    oldVNode = oldChildren[i];
    if (oldVNode && oldVNode.type == childVNode.type) {
      childVNode._index = i;
      oldVNode._flags |= MATCHED;
    } else childVNode._flags |= INSERT_VNODE;
  }
  {
`,
  },
  {
    file: CHILDREN,
    from: "\t\tlet next = oldDom;",
    to: "\t\toldDom = dom;",
    by: "\t\tparentDom.insertBefore(dom, oldDom || NULL);\n",
  },
  {
    file: CHILDREN,
    from: "\twhile (\n\t\t(oldDom = oldDom && oldDom.nextSibling)",
    to: "\treturn oldDom;",
    by: "\toldDom = oldDom.nextSibling;\n",
  },
];
