/* global document */
const svgSpace = 'http://www.w3.org/2000/svg'

/**
 * Makes an element. `text` is set as text, `data` as data attributes, `onclick` and the like as
 * listeners, the rest as attributes; undefined, null and false leave an attribute out.
 * @param {string} tag
 * @param {Record<string, unknown>} [props]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag)
  apply(node, props)
  node.append(
    ...children.filter((child) => child !== null && child !== undefined && child !== false),
  )
  return node
}

/**
 * The same for a drawing.
 * @param {string} tag
 * @param {Record<string, unknown>} [props]
 * @param {...Node} children
 * @returns {SVGElement}
 */
export function svg(tag, props = {}, ...children) {
  const node = document.createElementNS(svgSpace, tag)
  apply(node, props)
  node.append(...children)
  return node
}

function apply(node, props) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value)
    else if (name === 'text') node.textContent = value
    else if (name === 'data') Object.assign(node.dataset, withoutGaps(value))
    else node.setAttribute(name === 'class' ? 'class' : name, value === true ? '' : String(value))
  }
}

function withoutGaps(data) {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
}
